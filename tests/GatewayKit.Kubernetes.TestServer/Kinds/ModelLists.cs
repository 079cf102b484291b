using GatewayKit.Kubernetes.TestServer.Schemas;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>How lists and maps of core kinds are merged, which their models don't say.</summary>
internal static class ModelLists
{
    private static readonly Dictionary<(Type, string), string[]> s_keys = new()
    {
        [(typeof(V1ServiceSpec), "ports")] = ["port", "protocol"],
        [(typeof(V1ObjectMeta), "ownerReferences")] = ["uid"],
        [(typeof(V1PodSpec), "containers")] = ["name"],
        [(typeof(V1PodSpec), "initContainers")] = ["name"],
        [(typeof(V1PodSpec), "volumes")] = ["name"],
        [(typeof(V1PodSpec), "imagePullSecrets")] = ["name"],
        [(typeof(V1PodSpec), "topologySpreadConstraints")] = ["topologyKey", "whenUnsatisfiable"],
        [(typeof(V1Container), "env")] = ["name"],
        [(typeof(V1Container), "ports")] = ["containerPort", "protocol"],
        [(typeof(V1Container), "volumeMounts")] = ["mountPath"],
        [(typeof(V1ServiceAccount), "secrets")] = ["name"],
        [(typeof(V1ServiceAccount), "imagePullSecrets")] = ["name"],
        [(typeof(V1NodeStatus), "addresses")] = ["type"],
    };

    private static readonly HashSet<Type> s_atomic =
    [
        typeof(V1LabelSelector), typeof(V1ObjectReference), typeof(V1LocalObjectReference), typeof(V1TypedLocalObjectReference),
        typeof(V1SecretKeySelector), typeof(V1ConfigMapKeySelector), typeof(V1NodeSelector),
    ];

    public static bool IsAtomic(Type model) => s_atomic.Contains(model);

    public static bool IsAtomicMap(Type owner, string name)
        => (owner == typeof(V1ServiceSpec) && name == "selector") || (owner == typeof(V1PodSpec) && name == "nodeSelector");

    public static Schema List(Type owner, string name, Type item, Schema itemSchema)
    {
        var keys = KeysOf(owner, name, item);
        var isSet = owner == typeof(V1ObjectMeta) && name == "finalizers";
        return new Schema
        {
            Type = SchemaType.Array,
            Items = name == "ports" && keys.Length == 2 ? WithProtocol(itemSchema) : itemSchema,
            ListKind = isSet ? ListKind.Set : keys.Length > 0 ? ListKind.Map : ListKind.Atomic,
            Keys = keys,
            // Of two keys, the first is the one of strategic merge patches.
            PatchKey = isSet ? "" : keys.FirstOrDefault(),
        };
    }

    private static string[] KeysOf(Type owner, string name, Type item)
        => s_keys.TryGetValue((owner, name), out var keys) ? keys
            : name == "conditions" && item.GetProperty("Type") is not null ? ["type"]
            : [];

    /// <summary>The protocol is a key of ports and has a default.</summary>
    private static Schema WithProtocol(Schema port) => new()
    {
        Type = SchemaType.Object,
        Properties = new Dictionary<string, Schema>(port.Properties)
        {
            ["protocol"] = new() { Type = SchemaType.String, Default = "TCP" },
        },
    };
}
