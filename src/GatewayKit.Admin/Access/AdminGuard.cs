using GatewayKit.Admin.Http;
using GatewayKit.Hosting.Admin;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Access;

/// <summary>
/// Protects the other endpoints of the admin addresses, such as metrics and commands, which viewers may read and operators may change.
/// Endpoints with their own authorization aren't affected. Those of the admin API check their callers themselves, because an app can map
/// them elsewhere.
/// </summary>
internal sealed class AdminGuard(AdminAccess access) : IAdminGuard
{
    public bool RequiresCredentials => access.RequiresCredentials;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!IsProtected(endpoint) && Check(context, isRead) is { } problem)
            await problem.ExecuteAsync(context).ConfigureAwait(false);
        else
            await next(context).ConfigureAwait(false);
    }

    private AdminProblem? Check(HttpContext context, bool isRead)
        => access.Check(context, isRead ? AdminRole.Viewer : AdminRole.Operator)
            ?? (!isRead && AdminCaller.Of(context).Scope is not null ? AdminProblem.OutOfScope : null);

    private static bool IsProtected(Endpoint? endpoint)
        => endpoint is not null
            && (endpoint.Metadata.GetMetadata<AdminEndpoint>() is not null
                || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
                || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null);
}
