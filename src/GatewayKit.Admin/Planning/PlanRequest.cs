using System.Text.Json;
using GatewayKit.Admin.Entries;

namespace GatewayKit.Admin.Planning;

/// <summary>A change to compare: changes of entries of the store, as for a transaction, or a whole configuration.</summary>
internal sealed record PlanRequest
{
    /// <summary>The number of the revision that the changes are based on. Default: the latest.</summary>
    public long? BasedOn { get; init; }

    /// <summary>The changes, each of another entry. Default: none.</summary>
    public IReadOnlyList<EntryChangeRequest>? Changes { get; init; }

    /// <summary>The labels that limit the changes. Default: no limit.</summary>
    public IReadOnlyDictionary<string, string>? Scope { get; init; }

    /// <summary>The reason, which has no effect here. Default: none.</summary>
    public string? Message { get; init; }

    /// <summary>The whole configuration with the keys of a configuration file, instead of changes. It replaces those of all sources.
    /// Variables aren't replaced. Default: none.</summary>
    public JsonElement Configuration { get; init; }
}
