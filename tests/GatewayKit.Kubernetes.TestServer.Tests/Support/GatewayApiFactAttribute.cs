namespace GatewayKit.Kubernetes.TestServer.Tests;

/// <summary>A test with the CRDs of Gateway API; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GatewayApiFactAttribute : FactAttribute
{
    public GatewayApiFactAttribute()
    {
        if (Support.GatewayApi.Folder is null)
            Skip = "No folder above the tests has shared/suites/gateway-api-crds.";
    }
}
