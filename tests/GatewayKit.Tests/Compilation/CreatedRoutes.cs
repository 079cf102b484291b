namespace GatewayKit.Tests.Compilation;

/// <summary>The routes that plugins were created for.</summary>
public sealed class CreatedRoutes
{
    private readonly List<string> _ids = [];

    /// <summary>Gets the ids, ordered.</summary>
    public IReadOnlyList<string> Ids => [.. _ids.Order(StringComparer.Ordinal)];

    public void Add(string id) => _ids.Add(id);
}
