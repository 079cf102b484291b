using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace GatewayKit.Admin.Describing;

/// <summary><c>GET /openapi.json</c>: the OpenAPI document of the admin API.</summary>
internal static class DocumentEndpoint
{
    public const string Path = "/openapi.json";

    public static void Map(RouteGroupBuilder api)
        => api.MapGet(Path, (Delegate)ReadAsync)
            .RequireRole(AdminRole.Viewer)
            .Produces<object>(contentType: AdminJson.ContentType)
            .WithTags("Status")
            .WithSummary("Get this document.");

    private static async Task ReadAsync(HttpContext http)
    {
        var provider = http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(AdminApi.Name);
        var document = await provider.GetOpenApiDocumentAsync(http.RequestAborted).ConfigureAwait(false);
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, http.RequestAborted).ConfigureAwait(false);
        http.Response.ContentType = AdminJson.ContentType;
        await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
    }
}
