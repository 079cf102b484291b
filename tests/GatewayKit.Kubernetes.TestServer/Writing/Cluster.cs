using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Schemas;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing.Rules;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>The stored objects, their kinds and the rules of core kinds.</summary>
internal sealed class Cluster(TestApiServerOptions options)
{
    private readonly Dictionary<string, IKindRules> _rules = new(StringComparer.Ordinal)
    {
        ["namespaces"] = new NamespaceRules(),
        ["services"] = new ServiceRules(),
        ["secrets"] = new SecretRules(),
        ["configmaps"] = new ConfigMapRules(),
        ["ingresses.networking.k8s.io"] = new IngressRules(),
        ["endpointslices.discovery.k8s.io"] = new EndpointSliceRules(),
        ["leases.coordination.k8s.io"] = new LeaseRules(),
        ["customresourcedefinitions.apiextensions.k8s.io"] = new DefinitionRules(options.TimeProvider),
    };

    public Store Store { get; } = new(options.HistoryLimit);

    public KindRegistry Kinds { get; } = new();

    public TimeProvider Time => options.TimeProvider;

    public TestApiServerOptions Options => options;

    public Collection CollectionOf(Kind kind) => Store[kind.Resource];

    public StoredObject? Find(Kind kind, string? scope, string name)
        => CollectionOf(kind).Find(StoredObject.KeyOf(kind.IsNamespaced ? scope : null, name));

    public StoredObject Get(Kind kind, string? scope, string name)
        => Find(kind, scope, name) ?? throw ApiErrors.NotFound(kind, name);

    /// <summary>Sets defaults and checks the object.</summary>
    public void Complete(Kind kind, JsonObject value, JsonObject? previous)
    {
        Defaulting.Apply(value, kind.Schema);
        var rules = _rules.GetValueOrDefault(kind.Resource);
        var name = (string?)value["metadata"]?["name"] ?? "";
        var errors = Validation.Validate(value, kind.Schema);
        if (!kind.IsCustom && errors.Count > 0)
            throw ApiErrors.BadRequest(
                $"{kind.Name} in version \"{kind.Version}\" cannot be handled as a {kind.Name}: json: {string.Join(", ", errors)}");

        rules?.Default(value, previous);
        Metadata.Validate(kind, value, errors);
        rules?.Validate(value, previous, errors);
        if (errors.Count > 0)
            throw ApiErrors.Invalid(kind, name, errors);
    }

    /// <summary>Stores an object as the next version.</summary>
    public StoredObject Commit(Kind kind, JsonObject value, StoredObject? previous)
    {
        var next = StoredObject.Create(kind, value, Store.Advance());
        CollectionOf(kind).Put(next, previous);
        if (kind.Resource == BuiltInKinds.Definition.Resource)
            Kinds.Register(CustomKinds.Of(value));
        return next;
    }
}
