using System.Text;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>A kind of resources in one version.</summary>
internal sealed record Kind
{
    private byte[]? _prefix;

    public required string Group { get; init; }

    public required string Version { get; init; }

    /// <summary>The kind: <c>HTTPRoute</c>.</summary>
    public required string Name { get; init; }

    public required string Plural { get; init; }

    public string Singular { get; init => field = value; } = "";

    public string ListName { get => field ?? $"{Name}List"; init; }

    public required bool IsNamespaced { get; init; }

    public bool HasStatus { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts the changes of the specification.</summary>
    public bool HasGeneration { get; init; }

    public bool IsCustom { get; init; }

    /// <summary>Whether an update needs <c>metadata.resourceVersion</c>.</summary>
    public bool RequiresVersion { get; init; }

    /// <summary>Whether an update of a missing object creates it.</summary>
    public bool CreatesOnUpdate { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The fields for field selectors, besides name and namespace.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<Column> Columns { get; init; } = [Column.Age];

    public required Schema Schema { get; init; }

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The name across versions: <c>httproutes.gateway.networking.k8s.io</c>.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The first bytes of each object: its version and kind.</summary>
    public ReadOnlySpan<byte> Prefix
        => _prefix ??= Encoding.UTF8.GetBytes($$"""{"apiVersion":"{{ApiVersion}}","kind":"{{Name}}",""");
}
