using GatewayKit.Configuration;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>The import of a WSDL document: a route for each operation, the clusters, and the parts that could not be imported.</summary>
internal sealed class WsdlImport
{
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _typeNotes = [];
    private readonly UniqueNames _ids = new();
    private readonly UniqueNames _paths = new();
    private readonly UniqueNames _clusterIds = new();
    private readonly Dictionary<string, string> _clusters = [];
    private readonly List<WsdlRoute> _routes = [];

    private WsdlImport(WsdlDefinitions definitions, WsdlSettings settings)
    {
        Settings = settings;
        Types = new XsdTypes(definitions.Schemas, _typeNotes);
        Title = definitions.Services.Select(WsdlNames.NameOf).FirstOrDefault() ?? "Service";
        Description = definitions.Services.Select(WsdlNames.DocumentationOf).FirstOrDefault(text => text is not null);
    }

    public WsdlSettings Settings { get; }

    public string Title { get; }

    public string? Description { get; }

    public XsdTypes Types { get; }

    public IReadOnlyList<WsdlRoute> Routes => _routes;

    /// <summary>Gets the clusters: their addresses, and their ids.</summary>
    public IReadOnlyDictionary<string, string> Clusters => _clusters;

    /// <summary>Gets the parts that could not be imported, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _notes, .. _typeNotes];

    /// <exception cref="ToolException">No operation can be imported.</exception>
    public static WsdlImport Of(WsdlDefinitions definitions, WsdlSettings settings)
    {
        var import = new WsdlImport(definitions, settings);
        var operations = new WsdlReader(definitions, import._notes).Read();
        var isSeveral = operations.Select(operation => operation.Service).Distinct().Count() > 1;
        try
        {
            foreach (var operation in operations)
                import.Add(operation, isSeveral);
        }
        catch (InvalidDataException error)
        {
            throw new ToolException(error.Message, error);
        }

        if (definitions.RequiresToken)
            import._notes.Add("The policy with a username token; add 'security' to the options of soap.");
        import.ThrowIfEmpty();
        return import;
    }

    /// <summary>Removes the route that the gateway rejects for an error of it or of its plugin <c>soap</c>, and notes the reason.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ToolException">No operation is left.</exception>
    public bool Drop(ConfigError error)
    {
        var route = _routes.Find(route => error.Owner == ConfigOwner.Route(route.Id));
        if (route is null || (error.PluginIndex is not null && !error.Where.EndsWith(" (soap)", StringComparison.Ordinal)))
            return false;

        _routes.Remove(route);
        _notes.Add($"The operation '{route.Operation.Name}': {error.Text}");
        ThrowIfEmpty();
        return true;
    }

    private void ThrowIfEmpty()
    {
        if (_routes.Count > 0)
            return;

        foreach (var note in Notes)
            Console.Error.WriteLine($"warning: not imported: {ErrorList.OneLine(note)}");
        throw new ToolException("the document has no operation that can be imported.");
    }

    private void Add(WsdlOperation operation, bool isSeveral)
    {
        try
        {
            var address = Settings.Upstream ?? operation.Address
                ?? throw new ToolException("its port has no http or https address; use --upstream URL.");
            var request = TypeOf(operation.Name, operation.Input, operation.IsRpc);
            var response = operation.Output is null ? null : TypeOf(operation.Name + "Response", operation.Output, operation.IsRpc);
            var name = RoutePattern.Slug(operation.Name, "operation");
            var path = isSeveral ? $"{RoutePattern.Slug(operation.Service)}/{name}" : name;
            _routes.Add(new WsdlRoute(
                _ids.Add(name), $"{Settings.Prefix}/{_paths.Add(path)}", ClusterOf(address, operation),
                Settings.Upstream is { AbsolutePath: "/", Query: "" } ? operation.Address?.PathAndQuery ?? "/" : address.PathAndQuery,
                operation, request, response));
        }
        catch (ToolException error)
        {
            _notes.Add($"The operation '{operation.Name}': {error.Message}");
        }
    }

    private XsdType? TypeOf(string name, WsdlMessage message, bool isRpc)
        => message.Element is null ? null : isRpc ? Types.OfParts(name, message.Parts) : Types.OfElement(message.Element);

    private string ClusterOf(Uri address, WsdlOperation operation)
    {
        // Without a user name and a password, which don't belong to the configuration.
        var origin = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/";
        if (!_clusters.TryGetValue(origin, out var id))
            _clusters[origin] = id = _clusterIds.Add(RoutePattern.Slug(operation.Service, "service"));
        return id;
    }
}
