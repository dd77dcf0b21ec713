#!/bin/bash
# jobmanager or taskmanager, and options of Flink's: sizes and JVM options come from Flink's own
# code for its scripts, the JobManager's address from the official image's variable.
set -eu
configuration=$FLINK_HOME/conf

flink_says() {
  java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils \
    "$1" --configDir "$configuration" "${@:2}" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'
}

case ${1:-} in
  jobmanager)
    sizes=GET_JM_RESOURCE_PARAMS
    main=org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint ;;
  taskmanager)
    sizes=GET_TM_RESOURCE_PARAMS
    main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner ;;
  *) exec "$@" ;;
esac
shift
settings=$(flink_says UPDATE_AND_GET_FLINK_CONFIGURATION \
  "-Djobmanager.rpc.address=${JOB_MANAGER_RPC_ADDRESS:-$(hostname)}" "$@")
printf '%s\n' "$settings" >"$configuration/config.yaml"
mapfile -t sizes < <(flink_says "$sizes")
options=$(printf '%s\n' "$settings" | sed -n '/^env:/,/^[^ ]/s/^ *all: //p' | tr -d "'\"")
# shellcheck disable=SC2086 # options are words
exec java ${sizes[0]} $options \
  -Dlog4j.configurationFile="file:$configuration/log4j-console.properties" \
  -cp "$FLINK_HOME/lib/*" "$main" --configDir "$configuration" ${sizes[1]}
