namespace GatewayKit.Kubernetes.TestServer.Tests.Support;

/// <summary>The CRDs of Gateway API, if they are in <c>shared/suites/gateway-api-crds</c> of a folder above the tests.</summary>
internal static class GatewayApi
{
    public static readonly string? Folder = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "suites", "gateway-api-crds");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
