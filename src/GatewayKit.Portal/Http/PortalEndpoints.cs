using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Http.Accounts;
using GatewayKit.Portal.Trying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Http;

/// <summary>The addresses of the portal.</summary>
internal static class PortalEndpoints
{
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_forms = [HttpMethods.Post];

    public static void Map(RouteGroupBuilder portal, IServiceProvider services)
    {
        var pages = services.GetRequiredService<PortalPages>();
        var session = services.GetService<PortalSession>();
        void Map(RouteGroupBuilder group, string pattern, Func<HttpContext, Task<IResult>> answer, string[]? methods = null)
            => MapPage(group, pattern, session, answer, methods);

        Map(portal, "", http => pages.CatalogAsync(http, Prefix(http, 0)));
        Map(portal, "/apis/{api}", http => pages.ApiAsync(http, Prefix(http, 2), Value(http, "api")));
        Map(portal, "/apis/{api}/{version}",
            http => pages.VersionAsync(http, Prefix(http, 3), Value(http, "api"), Value(http, "version")));
        Map(portal, "/apis/{api}/{version}/openapi.json",
            http => pages.DocumentAsync(http, Prefix(http, 4), Value(http, "api"), Value(http, "version")));
        Map(portal, "/apis/{api}/{version}/changes",
            http => pages.ChangesAsync(http, Prefix(http, 4), Value(http, "api"), Value(http, "version")));
        var trying = services.GetRequiredService<TryPages>();
        const string Operation = "/apis/{api}/{version}/operations/{operation}";
        Map(portal, Operation, http => trying.ShowAsync(
            http, Prefix(http, 5), Value(http, "api"), Value(http, "version"), Value(http, "operation")));
        Map(portal, Operation, http => trying.SendAsync(
            http, Prefix(http, 5), Value(http, "api"), Value(http, "version"), Value(http, "operation")), s_forms);
        Map(portal, "/guides/{guide}", http => pages.GuideAsync(http, Prefix(http, 2), Value(http, "guide")));
        MapPage(portal, "/assets/{name}", null, http => Task.FromResult(pages.Asset(http, Value(http, "name"))));
        services.GetService<AccountEndpoints>()?.Map(portal);
    }

    private static void MapPage(
        RouteGroupBuilder portal, string pattern, PortalSession? session, Func<HttpContext, Task<IResult>> answer,
        string[]? methods = null)
        => portal.MapMethods(pattern, methods ?? s_methods, async (HttpContext http) =>
        {
            PortalHeaders.Set(http.Response);
            PortalCookieFilter.Restore(http);
            if (session is not null)
                await session.IdentifyAsync(http).ConfigureAwait(false);
            var result = await answer(http).ConfigureAwait(false);
            await result.ExecuteAsync(http).ConfigureAwait(false);
        }).ExcludeFromDescription();

    private static string Value(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>Returns the path of the catalog: that of the request without the segments of the page.</summary>
    public static string Prefix(HttpContext http, int segments)
    {
        var path = (http.Request.PathBase + http.Request.Path).ToUriComponent().TrimEnd('/');
        for (var i = 0; i < segments; i++)
            path = path[..path.LastIndexOf('/')];
        return path.TrimEnd('/');
    }
}
