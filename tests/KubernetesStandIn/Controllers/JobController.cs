using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>One pod for a Job, and its end. Several completions, retries and CronJobs are not played.</summary>
internal sealed class JobController(Cluster cluster) : IController
{
    public void Reconcile()
    {
        foreach (var job in cluster.List("batch", "jobs").ToList())
            if (job.At("metadata", "deletionTimestamp") is null && !job.Flag("spec", "suspend")) Reconcile(job);
    }

    private void Reconcile(JsonObject job)
    {
        var pod = cluster.OwnedBy(job, "", "pods").FirstOrDefault();
        if (pod is null)
        {
            if (job.At("status", "completionTime") is null && Conditions.Find(job["status"], "Failed") is null)
                cluster.Create("", "pods", Template.Pod(job, Template.RandomName(job.Text("metadata", "name")!)), DeploymentController.Manager);
            return;
        }
        var status = (job["status"] as JsonObject ?? []).Copy();
        status.Default("startTime", cluster.Stamp);
        switch (pod.Text("status", "phase"))
        {
            case "Succeeded":
                status.Remove("active");
                status["succeeded"] = 1;
                status.Default("completionTime", cluster.Stamp);
                Conditions.Set(status, Conditions.Of("Complete", "True", "CompletionsReached", "Reached expected number of succeeded pods"), cluster.Stamp);
                break;
            case "Failed":
                status.Remove("active");
                status["failed"] = 1;
                Conditions.Set(status, Conditions.Of("Failed", "True", "BackoffLimitExceeded", "Job has reached the specified backoff limit"), cluster.Stamp);
                break;
            default:
                status["active"] = 1;
                break;
        }
        cluster.SetStatus("batch", "jobs", job, status, DeploymentController.Manager);
    }
}
