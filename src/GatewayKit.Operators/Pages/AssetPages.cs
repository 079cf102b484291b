using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;
using GatewayKit.Portal.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The files that pages use..</summary>
internal static class AssetPages
{
    public static void Map(PageMap map) => map.Open("/assets/{name}", http =>
    {
        PortalHeaders.Set(http.Response);
        AdminHeaders.Apply(http.Response);
        var result = map.Pipeline.Access.CheckSource(http)
            ?? PortalPages.AnswerOf(http, map.Pipeline.Pages.Assets.Find((string)http.Request.RouteValues["name"]!));
        return result.ExecuteAsync(http);
    });
}
