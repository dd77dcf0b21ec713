#!/usr/bin/env python3
"""The rounds of a workload in PyTorch: the counterpart that Tributary is timed against.

    rounds.py FOLDER            answers commands on standard input, one line each
    rounds.py FOLDER --once     runs the rounds once and prints their losses

FOLDER holds what benchmarks/pairs writes: the network, the initial parameters, the examples and
which of them each round learns from. Commands: `losses` answers the losses of every round as JSON;
`time MODE` answers the seconds of all rounds; `quit`. A mode is a number of threads within an
operation, or `tasks`: one thread a task, each of one. Every run starts from the same parameters.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import torch
from torch import nn


class Network:
    """One task's trunk and head, whose parameters lie in one flat vector as Tributary's do."""

    def __init__(self, work, task):
        layers, shape = [], list(work["input"])
        specs = work["trunk"] + work["heads"][task]
        for spec in specs + [{"kind": "dense", "units": work["classes"][task]}]:
            if spec["kind"] == "dense":
                if len(shape) == 3:
                    layers.append(nn.Flatten())
                    shape = [shape[0] * shape[1] * shape[2]]
                layers.append(nn.Linear(shape[0], spec["units"]))
                shape = [spec["units"]]
            elif spec["kind"] == "conv2d":
                kernel, stride, padding = spec["kernel"], spec["stride"], spec["padding"]
                layers.append(nn.Conv2d(shape[0], spec["filters"], kernel, stride, padding))
                sizes = [(size + 2 * padding - kernel) // stride + 1 for size in shape[1:]]
                shape = [spec["filters"], *sizes]
            elif spec["kind"] == "maxpool2d":
                layers.append(nn.MaxPool2d(spec["size"], spec["stride"]))
                sizes = [(size - spec["size"]) // spec["stride"] + 1 for size in shape[1:]]
                shape = [shape[0], *sizes]
            elif spec["kind"] == "relu":
                layers.append(nn.ReLU())
            elif spec["kind"] == "tanh":
                layers.append(nn.Tanh())
            else:
                raise SystemExit("no counterpart of " + spec["kind"])
        self.layers = nn.Sequential(*layers)
        self.tensors = []
        self.flat = torch.empty(sum(p.numel() for p in self.layers.parameters()))
        offset = 0
        for layer in self.layers:
            if not list(layer.parameters()):
                continue
            # Tributary has a dense layer's weights before its bias, a convolution's behind.
            both = (layer.weight, layer.bias)
            for tensor in both if isinstance(layer, nn.Linear) else reversed(both):
                end = offset + tensor.numel()
                tensor.data = self.flat[offset:end].view(tensor.shape)
                self.tensors.append(tensor)
                offset = end

    def gradient(self, inputs, labels):
        """The mean loss's gradient, left in the tensors; and the loss."""
        for tensor in self.tensors:
            tensor.grad = None
        loss = nn.functional.cross_entropy(self.layers(inputs), labels)
        loss.backward()
        return loss

    @torch.no_grad()
    def loss(self, inputs, labels, batch):
        """The mean loss, with the share that is right, in batches."""
        loss, right = 0.0, 0
        for x, y in zip(inputs.split(batch), labels.split(batch)):
            outputs = self.layers(x)
            loss += nn.functional.cross_entropy(outputs, y, reduction="sum").item()
            right += (outputs.argmax(1) == y).sum().item()
        return loss / len(labels)


class Work:
    """What a folder describes, and its rounds."""

    def __init__(self, folder):
        folder = Path(folder)
        work = json.loads((folder / "work.json").read_text())
        self.work = work
        inputs = numpy.fromfile(folder / "inputs.f32", "<f4").reshape(-1, *work["input"])
        places = numpy.fromfile(folder / "places.i32", "<i4")
        labels = numpy.fromfile(folder / "labels.i32", "<i4").astype(numpy.int64)

        def examples(part):
            at, end = part["from"], part["from"] + part["count"]
            return torch.from_numpy(inputs[places[at:end]]), torch.from_numpy(labels[at:end])

        self.rounds = [
            ([(part["task"], *examples(part)) for part in each["tasks"]], examples(each["dev"]))
            for each in work["rounds"]
        ]
        self.start = torch.from_numpy(numpy.fromfile(folder / "parameters.f32", "<f4"))
        self.networks = [Network(work, task) for task in range(len(work["heads"]))]
        self.pool = ThreadPoolExecutor(len(self.networks))

    def mode(self, mode):
        self.apart = mode == "tasks"
        torch.set_num_threads(1 if self.apart else int(mode))

    def own(self, parameters, task):
        head = self.work["places"][task]
        return torch.cat(
            (parameters[: self.work["trunkLength"]], parameters[head : head + self.head(task)])
        )

    def head(self, task):
        return len(self.networks[task].flat) - self.work["trunkLength"]

    def train(self, parameters, weight, part):
        """One pass of plain SGD over a mini-epoch: the delta, and the loss before and after."""
        task, inputs, labels = part
        network, batch = self.networks[task], self.work["batchSize"]
        start = self.own(parameters, task)
        network.flat.copy_(start)
        before = network.loss(inputs, labels, self.work["inferenceBatch"])
        optimizer = torch.optim.SGD(network.tensors, lr=self.work["learningRate"] * weight)
        for x, y in zip(inputs.split(batch), labels.split(batch)):
            network.gradient(x, y)
            optimizer.step()
        after = network.loss(inputs, labels, self.work["inferenceBatch"])
        return network.flat - start, before, after

    def learn(self):
        """All rounds: the losses and weights of each."""
        parameters, told = self.start.clone(), []
        weights = [1.0] * len(self.networks)
        target = self.work["target"]
        network, trunk = self.networks[target], self.work["trunkLength"]
        batch = self.work["inferenceBatch"]
        for parts, (inputs, labels) in self.rounds:
            network.flat.copy_(self.own(parameters, target))
            dev_before = network.loss(inputs, labels, batch)
            steps = [(parameters, weights[part[0]], part) for part in parts]
            run = self.pool.map if self.apart else map
            trained = list(run(lambda step: self.train(*step), steps))
            base = self.own(parameters, target)
            rows = torch.zeros(len(parts), len(base))
            for row, (task, _, _), (delta, _, _) in zip(rows, parts, trained):
                row[: len(base) if task == target else trunk] = (
                    delta if task == target else delta[:trunk]
                )
            gram = rows[:, :trunk] @ rows[:, :trunk].T  # norms and cosines, as reports tell them
            alpha = torch.ones(len(parts))
            for _ in range(self.work["alphaSteps"]):
                network.flat.copy_(torch.addmv(base, rows.T, alpha))
                gradient = torch.zeros(len(base))
                for x, y in zip(inputs.split(batch), labels.split(batch)):
                    network.gradient(x, y)
                    flat = torch.cat([tensor.grad.reshape(-1) for tensor in network.tensors])
                    gradient.add_(flat, alpha=len(y) / len(labels))
                alpha = alpha - self.work["alphaRate"] * (rows @ gradient)
            network.flat.copy_(torch.addmv(base, rows.T, alpha))
            dev_after = network.loss(inputs, labels, batch)
            parameters = parameters.clone()
            parameters[:trunk] = network.flat[:trunk]
            for (task, _, _), (delta, _, _), factor in zip(parts, trained, alpha.tolist()):
                place = self.work["places"][task]
                parameters[place : place + self.head(task)] += factor * delta[trunk:]
                weights[task] += factor - 1
            told.append(
                {
                    "before": [each[1] for each in trained],
                    "after": [each[2] for each in trained],
                    "dev": [dev_before, dev_after],
                    "weights": list(weights),
                    "norm": float(gram.diagonal().sum().sqrt()),
                }
            )
        return told


def main(arguments):
    work = Work(arguments[0])
    work.mode("1")
    if "--once" in arguments:
        print(json.dumps(work.learn()))
        return
    for line in sys.stdin:
        words = line.split()
        if words[0] == "losses":
            print(json.dumps(work.learn()), flush=True)
        elif words[0] == "time":
            work.mode(words[1])
            begin = time.perf_counter()
            work.learn()
            print(time.perf_counter() - begin, flush=True)
        elif words[0] == "version":
            print(torch.__version__, flush=True)
        else:
            return


if __name__ == "__main__":
    main(sys.argv[1:])
