namespace GatewayKit.Analyzers.Tests.Support;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GatewayKit.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
