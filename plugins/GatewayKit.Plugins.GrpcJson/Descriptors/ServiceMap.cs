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

    /// <summary>Creates the map of services.</summary>
    /// <param name="files">The definitions.</param>
    /// <param name="options">The options.</param>
    /// <param name="rules">The choices for converted messages.</param>
    /// <param name="source">The option that names the source of the definitions.</param>
    /// <exception cref="PluginOptionsException">A service doesn't exist, or an annotation isn't valid.</exception>
    public static ServiceMap Create(IReadOnlyList<FileDescriptor> files, GrpcJsonOptions options, JsonRules rules, string source)
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
        errors.AddRange(reader.Errors.Select(error => new OptionsError(source, $"has an error: {error}")));

        var tree = new RuleTree();
        foreach (var binding in reader.Bindings)
        {
            if (tree.Add(binding) is { } other)
            {
                errors.Add(new OptionsError(source, $"has {binding.HttpMethod} {binding.Template.Text} twice, for "
                    + $"{other.Method.FullName} and {binding.Method.FullName}"));
            }
        }

        if (errors.Count == 0 && reader.Bindings.Count == 0)
            errors.Add(new OptionsError(source, "has no method with a google.api.http annotation; set 'mapUnannotated'"));
        return errors.Count > 0 ? throw new PluginOptionsException(errors) : new ServiceMap(files, rules, reader.Bindings, tree);
    }
}
