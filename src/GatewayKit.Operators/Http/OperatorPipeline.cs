using System.Diagnostics.CodeAnalysis;
using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Access;
using GatewayKit.Portal.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Operators.Http;

/// <summary>
/// Answers a request for a page:
/// <list type="number">
/// <item>the headers are those of the developer portal, and no cache keeps the page</item>
/// <item>the caller is checked, as by the admin API, or by its session</item>
/// <item>a form must have the token that its page had</item>
/// <item>an error becomes a page</item>
/// <item>a form is logged as a call of the admin API</item>
/// </list>
/// </summary>
internal sealed partial class OperatorPipeline(
    OperatorPages pages, OperatorAccess access, IAntiforgery antiforgery, ILogger<OperatorPipeline> logger)
{
    private static readonly AdminProblem s_expired = new(400,
        "The form has expired, or doesn't come from this page. Open the page again and repeat the change.");

    private static readonly AdminProblem s_unreadable = new(400, "The form is too large, or can't be read.");

    private readonly ILogger _logger = logger;

    public OperatorPages Pages => pages;

    public OperatorAccess Access => access;

    /// <summary>Answers with a page.</summary>
    public RequestDelegate Read(int segments, AdminRole role, Func<OperatorRequest, Task<IResult>> answer)
        => http => RunAsync(http, segments, () => access.Check(http, role), isForm: false, answer);

    /// <summary>Answers a form.</summary>
    public RequestDelegate Form(int segments, AdminRole role, Func<OperatorRequest, Task<IResult>> answer)
        => http => RunAsync(http, segments, () => access.Check(http, role), isForm: true, answer);

    /// <summary>Answers a form of a caller without credentials.</summary>
    public RequestDelegate OpenForm(int segments, Func<OperatorRequest, Task<IResult>> answer)
        => http => RunAsync(http, segments, () => access.CheckSource(http), isForm: true, answer);

    private async Task RunAsync(
        HttpContext http, int segments, Func<AdminProblem?> check, bool isForm, Func<OperatorRequest, Task<IResult>> answer)
    {
        PortalHeaders.Set(http.Response);
        AdminHeaders.Apply(http.Response);
        var result = await AnswerAsync(http, segments, check, isForm, answer).ConfigureAwait(false);
        await result.ExecuteAsync(http).ConfigureAwait(false);
        if (isForm && http.Features.Get<AdminCaller>() is not null)
            access.LogCall(http);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception of a page is a problem for its reader, with the details in the log.")]
    private async Task<IResult> AnswerAsync(
        HttpContext http, int segments, Func<AdminProblem?> check, bool isForm, Func<OperatorRequest, Task<IResult>> answer)
    {
        var refused = check();
        PathValues.Decode(http);
        var page = pages.FrameOf(http, segments);
        if (refused is not null)
        {
            if (refused.Header is var (name, value))
                http.Response.Headers[name] = value;
            return OperatorPages.Problem(page, refused);
        }

        try
        {
            var form = default(IFormCollection);
            if (isForm)
            {
                await antiforgery.ValidateRequestAsync(http).ConfigureAwait(false);
                form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
            }

            return await answer(new OperatorRequest(http, page, form)).ConfigureAwait(false);
        }
        catch (AntiforgeryValidationException)
        {
            return OperatorPages.Problem(page, s_expired);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
        {
            return OperatorPages.Problem(page, s_unreadable);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(error, http.GetEndpoint()?.DisplayName ?? "");
            return OperatorPages.Problem(page, new AdminProblem(500, "The request failed. See the log of the gateway for details."));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The operators' page {Endpoint} failed.")]
    private partial void LogFailed(Exception error, string endpoint);
}
