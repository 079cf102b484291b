using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Portal.Assets;
using Microsoft.AspNetCore.Antiforgery;

namespace GatewayKit.Operators.Http;

/// <summary>The frame of a page.</summary>
internal sealed record OperatorPage
{
    /// <summary>The path of the overview, without a trailing slash.</summary>
    public required string Base { get; init; }

    /// <summary>The path of the page, relative to <see cref="Base"/>.</summary>
    public required string Here { get; init; }

    /// <summary>The title of the page.</summary>
    public string Title { get; init; } = "Overview";

    public required OperatorAssets Assets { get; init; }

    /// <summary>The reader; null if the request isn't allowed.</summary>
    public AdminCaller? Caller { get; init; }

    /// <summary>The token of every form.</summary>
    public required AntiforgeryTokenSet Token { get; init; }

    /// <summary>Whether the gateway has a store.</summary>
    public bool HasStore { get; init; }

    /// <summary>Whether the developer portal has accounts, whose subscriptions can wait for approval.</summary>
    public bool HasApprovals { get; init; }

    /// <summary>Gets whether the reader can approve subscriptions: they change consumers, whatever their labels.</summary>
    public bool CanApprove => HasApprovals && Is(AdminRole.Admin) && Caller?.Scope is null;

    /// <summary>Whether operators can sign in with a key.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether the reader can sign out.</summary>
    public bool HasSession { get; init; }

    /// <summary>Gets whether the reader has at least a role.</summary>
    public bool Is(AdminRole role) => Caller is { } caller && caller.Role >= role;

    /// <summary>Returns whether the page belongs to an entry of the navigation.</summary>
    public bool IsIn(string section) => Here == section || (section.Length > 0 && Here.StartsWith($"{section}/", StringComparison.Ordinal));

    /// <summary>Returns the address of another page.</summary>
    /// <param name="segments">The segments of the path relative to the overview, which aren't encoded.</param>
    public string Link(params string[] segments)
        => segments.Length == 0
            ? Base.Length == 0 ? "/" : Base
            : $"{Base}/{string.Join('/', segments.Select(Uri.EscapeDataString))}";

    /// <summary>Returns the address of an asset.</summary>
    public string Link(PortalAsset asset) => $"{Base}/assets/{asset.Name}";
}
