using System.Security.Claims;
using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Access;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Assets;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Subscriptions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace GatewayKit.Portal.Http;

/// <summary>Answers the requests for pages. A part that a reader doesn't see doesn't exist for the reader.</summary>
internal sealed class PortalPages(
    PortalContents contents, ReaderAccess access, PortalAssets assets, GatewayAddress gateway, WrittenDocuments documents)
{
    private const int MaxQuery = 200;

    public async Task<IResult> CatalogAsync(HttpContext http, string prefix)
    {
        if (await contents.GetAsync(http.RequestAborted).ConfigureAwait(false) is not { } content)
            return Starting(prefix);

        var visible = content.Apis.Where(api => Sees(http.User, api)).ToList();
        var query = First(http, "q");
        var tag = First(http, "tag");
        var lifecycle = Enum.TryParse<PortalLifecycle>(First(http, "lifecycle"), ignoreCase: true, out var chosen)
            && Enum.IsDefined(chosen) ? chosen : default(PortalLifecycle?);
        bool Fits(ApiEntry api) => (tag.Length == 0 || api.Config.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            && (lifecycle is null || api.Versions.Any(version => version.Config.Lifecycle == lifecycle));
        return Page<CatalogPage>(new CatalogView(Frame(http, prefix, content, content.Title) with { Current = "" })
        {
            Query = query,
            Tag = tag,
            Lifecycle = lifecycle,
            Tags = [.. visible.SelectMany(api => api.Config.Tags)
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
            Apis = [.. visible.Where(Fits)],
            Results = string.IsNullOrWhiteSpace(query) ? null : content.Search.Find(query, api => Sees(http.User, api) && Fits(api)),
        });
    }

    public Task<IResult> ApiAsync(HttpContext http, string prefix, string api)
        => WithApiAsync(http, prefix, api, (content, entry) => Page<ApiPage>(
            new ApiView(Frame(http, prefix, content, entry.Title), entry) { Plans = [.. PlanChoice.Of(content, [entry])] }));

    public Task<IResult> VersionAsync(HttpContext http, string prefix, string api, string version)
        => WithVersionAsync(http, prefix, api, version, Page<VersionPage>);

    /// <summary>Finds an operation that a reader sees, or the page that says that there is none.</summary>
    public async Task<(OperationView? View, IResult Missing)> FindOperationAsync(
        HttpContext http, string prefix, string api, string version, string operation)
    {
        var found = default(OperationView);
        var missing = await WithVersionAsync(http, prefix, api, version, view =>
        {
            found = view.Version.Find(operation) is { } entry
                ? new OperationView(view with { Page = view.Page with { Title = $"{entry.Title} - {view.Page.Title}" } }, entry)
                : null;
            return Missing(view.Page);
        }).ConfigureAwait(false);
        return (found, missing);
    }

    public Task<IResult> ChangesAsync(HttpContext http, string prefix, string api, string version)
        => WithVersionAsync(http, prefix, api, version, view => view.Api.Before(view.Version) is { } earlier
            ? Page<ChangesPage>(new ChangesView(
                view with { Page = view.Page with { Title = $"Changes - {view.Page.Title}" } },
                earlier, view.Version.ChangesSince(earlier)))
            : Missing(view.Page));

    public async Task<IResult> DocumentAsync(HttpContext http, string prefix, string api, string version)
    {
        var found = default(VersionView);
        var without = await WithVersionAsync(http, prefix, api, version, view =>
        {
            found = view;
            return view.Version.IsUnavailable
                ? Message(view.Page, StatusCodes.Status503ServiceUnavailable, "The document isn't available now.")
                : Missing(view.Page);
        }).ConfigureAwait(false);
        if (found is not { Version.Document: not null })
            return without;

        // Operations at a certain host keep it; the others are at the gateway's address.
        var server = found.Version.Config.Routes.Length > 0 ? found.Server : null;
        var written = await documents.GetAsync(found.Version, server, http.RequestAborted).ConfigureAwait(false);
        return written.Json is null
            ? Message(found.Page, StatusCodes.Status500InternalServerError, "The document is too large.")
            : Results.Bytes(written.Json, "application/json", entityTag: new EntityTagHeaderValue(written.Tag));
    }

    public async Task<IResult> GuideAsync(HttpContext http, string prefix, string guide)
    {
        if (await contents.GetAsync(http.RequestAborted).ConfigureAwait(false) is not { } content)
            return Starting(prefix);

        var frame = Frame(http, prefix, content, content.Title);
        return frame.Guides.FirstOrDefault(entry => entry.Config.Id.Equals(guide, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Page<GuidePage>(new GuideView(frame with { Title = found.Config.Title, Current = $"guides/{found.Config.Id}" }, found))
            : Missing(frame);
    }

    public IResult Asset(HttpContext http, string name) => AnswerOf(http, assets.Find(name));

    /// <summary>Returns the answer with a file, in a coding that the client accepts; 404 without a file.</summary>
    public static IResult AnswerOf(HttpContext http, PortalAsset? asset)
    {
        if (asset is null)
            return Results.NotFound();

        var (body, coding) = asset.Encode(http.Request.Headers.AcceptEncoding.ToString());
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (coding is not null)
            http.Response.Headers.ContentEncoding = coding;
        return Results.Bytes(body, asset.ContentType);
    }

    private async Task<IResult> WithApiAsync(
        HttpContext http, string prefix, string api, Func<PortalContent, ApiEntry, IResult> answer)
    {
        if (await contents.GetAsync(http.RequestAborted).ConfigureAwait(false) is not { } content)
            return Starting(prefix);

        return content.Find(api, http.User, access) is { } entry
            ? answer(content, entry)
            : Missing(Frame(http, prefix, content, content.Title));
    }

    private Task<IResult> WithVersionAsync(
        HttpContext http, string prefix, string api, string version, Func<VersionView, IResult> answer)
        => WithApiAsync(http, prefix, api, (content, entry) =>
        {
            var frame = Frame(http, prefix, content, $"{entry.Title} {version}");
            return entry.Find(version) is { } found
                ? answer(new VersionView(
                    frame with { Title = $"{entry.Title} {found.Name}" }, entry, found, gateway.Of(http, content))
                {
                    CanTry = content.CanTry,
                })
                : Missing(frame);
        });

    /// <summary>Returns the frame of a page; null while no configuration is active.</summary>
    public async Task<PortalPage?> FrameAsync(HttpContext http, string prefix, string title, string? current)
        => await contents.GetAsync(http.RequestAborted).ConfigureAwait(false) is { } content
            ? Frame(http, prefix, content, title) with { Current = current }
            : null;

    /// <summary>Returns the content; null while no configuration is active.</summary>
    public ValueTask<PortalContent?> ContentAsync(HttpContext http) => contents.GetAsync(http.RequestAborted);

    /// <summary>Returns the plans of the APIs that the reader sees.</summary>
    public async Task<IReadOnlyList<PlanChoice>> ChoicesAsync(HttpContext http)
        => await ContentAsync(http).ConfigureAwait(false) is { } content
            ? [.. PlanChoice.Of(content, content.Apis.Where(api => Sees(http.User, api)))]
            : [];

    /// <summary>Returns the APIs that the reader sees.</summary>
    public async Task<IReadOnlyList<ApiEntry>> ApisAsync(HttpContext http)
        => await contents.GetAsync(http.RequestAborted).ConfigureAwait(false) is { } content
            ? [.. content.Apis.Where(api => Sees(http.User, api))]
            : [];

    private PortalPage Frame(HttpContext http, string prefix, PortalContent content, string title) => new()
    {
        Base = prefix,
        Portal = content.Title,
        Title = title,
        Assets = assets,
        Guides = [.. content.Guides.Where(guide => access.Sees(http.User, guide.Config.Visibility))],
        Account = http.Features.Get<AccountState>(),
        OwnsApis = http.Features.Get<AccountState>()?.Reader is { } reader
            && content.Apis.Any(api => SubscriptionApprovals.IsOwner(reader, api)),
    };

    public RazorComponentResult<MessagePage> Starting(string prefix) => Message(
        new PortalPage { Base = prefix, Portal = "APIs", Title = "APIs", Assets = assets },
        StatusCodes.Status503ServiceUnavailable, "The gateway is starting or stopping. Try again in a moment.");

    public static RazorComponentResult<MessagePage> Missing(PortalPage page)
        => Message(page with { Title = "Not found" }, StatusCodes.Status404NotFound, "There is no page at this address.");

    public static RazorComponentResult<MessagePage> Message(PortalPage page, int status, string message)
    {
        var result = Page<MessagePage>(new MessageView(page, message));
        result.StatusCode = status;
        return result;
    }

    public static RazorComponentResult<TPage> Page<TPage>(object view) where TPage : IComponent
        => new(new Dictionary<string, object?> { ["View"] = view });

    private bool Sees(ClaimsPrincipal reader, ApiEntry api) => access.Sees(reader, api.Config.Visibility);

    private static string First(HttpContext http, string key)
        => http.Request.Query[key] is [{ } text, ..] ? text.Length > MaxQuery ? text[..MaxQuery] : text : "";
}
