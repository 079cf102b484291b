namespace GatewayKit.Kubernetes.Watching;

/// <summary>Keeps a store up to date.</summary>
internal interface IReflector
{
    Task RunAsync(CancellationToken cancellation);
}
