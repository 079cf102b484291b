using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.OpenApi;
using GatewayKit.Plugins.GrpcJson.Rules;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>The services of a plugin entry: the bindings of their methods, and the conversions of their messages.</summary>
internal sealed class ServiceMap
{
    private readonly Lazy<GatewayResponse> _document;

    private ServiceMap(IReadOnlyList<FileDescriptor> files, JsonRules rules, IReadOnlyList<HttpBinding> bindings, RuleTree tree)
    {
        var types = new TypePool(files);
        (Bindings, Tree) = (bindings, tree);
        (ToWire, ToJson) = (new JsonToWire(types, rules), new WireToJson(types, rules));
        _document = new(() => new GatewayResponse(200).WithBody(ApiDocument.Write(bindings, rules), "application/json"));
        Responses = new ResponseMessage(ToJson, rules.MaxLength);
    }

    public IReadOnlyList<HttpBinding> Bindings { get; }

    public RuleTree Tree { get; }

    public JsonToWire ToWire { get; }

    public WireToJson ToJson { get; }

    /// <summary>Gets the conversion of responses.</summary>
    public ResponseMessage Responses { get; }

    /// <summary>Gets the response with the OpenAPI document.</summary>
    public GatewayResponse Document => _document.Value;

    /// <summary>Gets the errors of methods that are left out, whole or in part.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Creates the map of services.</summary>
    /// <param name="files">The definitions.</param>
    /// <param name="options">The options.</param>
    /// <param name="rules">The choices for converted messages.</param>
    /// <param name="source">The option that names the source of the definitions.</param>
    /// <param name="leavesOutInvalid">Whether invalid annotations are left out while there are valid ones, instead of an error.</param>
    /// <exception cref="PluginOptionsException">A service doesn't exist, or an annotation isn't valid.</exception>
    public static ServiceMap Create(
        IReadOnlyList<FileDescriptor> files, GrpcJsonOptions options, JsonRules rules, string source, bool leavesOutInvalid = false)
    {
        var services = files.SelectMany(file => file.Services).ToList();
        var errors = options.Services.Select((name, index) => (name, index))
            .Where(item => services.TrueForAll(service => service.FullName != item.name))
            .Select(item => new OptionsError(
                $"services[{item.index}]", $"is '{item.name}'; there are: {string.Join(", ", services.Select(s => s.FullName))}"))
            .ToList();

        var reader = new BindingReader(options.MapUnannotated);
        foreach (var service in services.Where(s => options.Services.Count == 0 || options.Services.Contains(s.FullName)))
            reader.Read(service);

        var tree = new RuleTree();
        var bindings = new List<HttpBinding>();
        var invalid = reader.Errors;
        foreach (var binding in reader.Bindings)
        {
            if (tree.Add(binding) is not { } other)
                bindings.Add(binding);
            else
                invalid.Add($"{binding.Method.FullName}: {other.Method.FullName} has {binding.HttpMethod} {binding.Template.Text}, too");
        }

        if (!leavesOutInvalid || bindings.Count == 0)
            errors.AddRange(invalid.Select(error => new OptionsError(source, $"has an error: {error}")));
        if (errors.Count == 0 && bindings.Count == 0)
            errors.Add(new OptionsError(source, "has no method with a google.api.http annotation; set 'mapUnannotated'"));
        return errors.Count > 0
            ? throw new PluginOptionsException(errors)
            : new ServiceMap(files, rules, bindings, tree) { LeftOut = invalid };
    }
}
