namespace KubernetesStandIn.Controllers;

/// <summary>Brings a part of the cluster nearer to what is wished. Called again and again; what it does at one call is small.</summary>
internal interface IController
{
    void Reconcile();
}
