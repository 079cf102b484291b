using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Searching;

namespace GatewayKit.Portal.Http;

/// <summary>The catalog, or the results of a search in it.</summary>
internal sealed record CatalogView(PortalPage Page)
{
    /// <summary>The words that the reader searches for.</summary>
    public string Query { get; init; } = "";

    /// <summary>The selected tag; empty for all.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The selected lifecycle; null for all.</summary>
    public PortalLifecycle? Lifecycle { get; init; }

    /// <summary>The tags of all APIs that the reader sees.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The APIs, without a search.</summary>
    public IReadOnlyList<ApiEntry> Apis { get; init; } = [];

    /// <summary>The results of a search; null without one.</summary>
    public IReadOnlyList<SearchEntry>? Results { get; init; }
}
