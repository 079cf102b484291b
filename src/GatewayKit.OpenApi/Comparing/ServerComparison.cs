namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the base paths of the servers. Their hosts don't matter: clients call the gateway.</summary>
internal sealed class ServerComparison(OpenApiDocument before, OpenApiDocument after)
{
    private readonly HashSet<string> _before = Paths(before.Servers);
    private readonly HashSet<string> _after = Paths(after.Servers);

    /// <summary>Compares the servers of the documents.</summary>
    public void Compare(ChangePlace at) => Compare(_before, _after, at);

    /// <summary>Compares the servers of an operation, unless they are those of the documents.</summary>
    public void Compare(OpenApiOperation earlier, OpenApiOperation later, ChangePlace at)
    {
        if (!at.Changes.TryStep(earlier.Servers.Count + later.Servers.Count))
            return;

        var (old, now) = (Paths(earlier.Servers), Paths(later.Servers));
        if (!old.SetEquals(_before) || !now.SetEquals(_after))
            Compare(old, now, at);
    }

    private static void Compare(HashSet<string> before, HashSet<string> after, ChangePlace at)
    {
        foreach (var path in before.Except(after))
            at.Break($"The base path {Text(path)} is removed.");
        foreach (var path in after.Except(before))
            at.Note($"The base path {Text(path)} is new.");
    }

    private static string Text(string path) => path.Length == 0 ? "/" : path;

    /// <summary>Without servers, the only one has the path <c>/</c> (OpenAPI 3.1, section 4.8.1).</summary>
    private static HashSet<string> Paths(IReadOnlyList<OpenApiServer> servers)
        => servers.Count == 0 ? [""] : servers.Select(server => server.BasePath).ToHashSet(StringComparer.Ordinal);
}
