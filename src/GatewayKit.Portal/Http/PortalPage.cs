using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Assets;
using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Http;

/// <summary>The frame of a page.</summary>
internal sealed record PortalPage
{
    /// <summary>The path of the catalog, without a trailing slash.</summary>
    public required string Base { get; init; }

    /// <summary>The name of the portal.</summary>
    public required string Portal { get; init; }

    /// <summary>The title of the page.</summary>
    public required string Title { get; init; }

    public required PortalAssets Assets { get; init; }

    /// <summary>The guides that the reader sees.</summary>
    public IReadOnlyList<GuideEntry> Guides { get; init; } = [];

    /// <summary>The reader's account; null if the portal has no accounts.</summary>
    public AccountState? Account { get; init; }

    /// <summary>Whether the reader owns an API.</summary>
    public bool OwnsApis { get; init; }

    /// <summary>The path of the current entry of the navigation, relative to <see cref="Base"/>; null for none.</summary>
    public string? Current { get; init; }

    /// <summary>Returns the address of another page.</summary>
    /// <param name="path">The path relative to the catalog; empty for the catalog.</param>
    public string Link(string path) => path.Length == 0 && Base.Length == 0 ? "/" : path.Length == 0 ? Base : $"{Base}/{path}";

    /// <summary>Returns the address of an asset.</summary>
    public string Link(PortalAsset asset) => Link($"assets/{asset.Name}");
}
