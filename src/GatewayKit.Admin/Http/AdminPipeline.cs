using System.Diagnostics.CodeAnalysis;
using GatewayKit.Admin.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Admin.Http;

/// <summary>
/// Runs an endpoint of the admin API: checks the caller, turns errors into problems, and logs calls that may have changed something.
/// </summary>
internal sealed partial class AdminPipeline(AdminAccess access, ILogger<AdminPipeline> logger)
{
    public RequestDelegate Wrap(RequestDelegate endpoint, AdminRole role) => http => RunAsync(http, endpoint, role);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception of an endpoint is a problem for its caller, with the details in the log.")]
    private async Task RunAsync(HttpContext http, RequestDelegate endpoint, AdminRole role)
    {
        if (access.Check(http, role) is { } problem)
        {
            await problem.ExecuteAsync(http).ConfigureAwait(false);
            return;
        }

        try
        {
            AdminHeaders.Apply(http.Response);
            PathValues.Decode(http);
            await endpoint(http).ConfigureAwait(false);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await AdminProblem.OfStatus(http.Response.StatusCode).ExecuteAsync(http).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            await AdminBody.OfBody(error).ExecuteAsync(http).ConfigureAwait(false);
        }
        catch (Exception error) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(error, http.GetEndpoint()?.DisplayName ?? "");
            http.Response.Clear();
            await new AdminProblem(500, "The request failed. See the log of the gateway for details.").ExecuteAsync(http)
                .ConfigureAwait(false);
        }

        if (!HttpMethods.IsGet(http.Request.Method))
            access.LogCall(http);
    }

    [LoggerMessage(1, LogLevel.Error, "The endpoint {Endpoint} of the admin API failed.")]
    private partial void LogFailed(Exception error, string endpoint);
}
