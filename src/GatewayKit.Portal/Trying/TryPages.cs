using System.Globalization;
using System.Security.Claims;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Http;
using GatewayKit.Portal.Http.Forms;
using GatewayKit.Portal.Trying.Code;
using GatewayKit.Portal.Trying.Connecting;
using GatewayKit.Portal.Trying.Forms;
using GatewayKit.Portal.Trying.Sending;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GatewayKit.Portal.Trying;

/// <summary>
/// Answers the requests for pages of operations, and sends requests of readers. A form takes these steps: 1. the operation is looked up, as
/// for its page, so that only readers who see it can send requests, 2. the form is read and its token is checked, 3. the request is
/// created, 4. it is sent, unless too many are, 5. the page shows the answer.
/// </summary>
internal sealed class TryPages(
    PortalPages pages, FormTokens tokens, MemoryGateway gateway, TrySender sender, TryLimits limits, ReaderAddress addresses)
{
    public async Task<IResult> ShowAsync(HttpContext http, string prefix, string api, string version, string operation)
    {
        var (view, missing) = await pages.FindOperationAsync(http, prefix, api, version, operation).ConfigureAwait(false);
        if (view is null)
            return missing;

        var form = TryForm.Of(view.Of.Version, view.Entry);
        return Page(http, view, new TryView(form, TryInput.ExamplesOf(form), ActionOf(view)));
    }

    public async Task<IResult> SendAsync(HttpContext http, string prefix, string api, string version, string operation)
    {
        SetUncached(http);
        var (view, missing) = await pages.FindOperationAsync(http, prefix, api, version, operation).ConfigureAwait(false);
        if (view is null)
            return missing;
        if (TryForm.Of(view.Of.Version, view.Entry) is not { Targets.Count: > 0 } form || !CanSend(view, form))
            return PortalPages.Message(view.Of.Page, StatusCodes.Status404NotFound, "Requests can't be sent from this page.");
        if (await TryFormReader.ReadAsync(http).ConfigureAwait(false) is not { } fields)
            return PortalPages.Message(
                view.Of.Page, StatusCodes.Status413PayloadTooLarge, "The form can't be read: it has more than 1 MB, or isn't valid.");
        if (!await tokens.IsValidAsync(http).ConfigureAwait(false))
            return PortalPages.Message(
                view.Of.Page, StatusCodes.Status400BadRequest,
                "The form isn't valid any more. Go back, load the page again, and repeat it.");

        var input = TryInput.Read(form, fields);
        var page = new TryView(form, input, ActionOf(view));
        if (fields["form"] != form.Fingerprint)
            return Page(http, view, new TryView(form, TryInput.ExamplesOf(form), ActionOf(view))
            {
                Errors = ["The operation has changed. Check the form, and send it again."],
            });

        var (request, errors) = RequestBuilder.Build(form, input.Target!.Operation, input, credential => ValueOf(fields, credential));
        if (request is null)
            return Page(http, view, page with { Errors = errors });

        return fields["do"] == "code"
            ? Page(http, view, page)
            : Page(http, view, await SendAsync(http, view, page, request).ConfigureAwait(false));
    }

    private async Task<TryView> SendAsync(HttpContext http, OperationView view, TryView page, TryRequest request)
    {
        var target = page.Input.Target!;
        var address = addresses.Of(http);
        using var place = limits.TryEnter(http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? address?.Address.ToString() ?? "");
        if (place is null)
            return page with { Errors = ["Too many requests are being sent. Wait until one has ended, and send it again."] };

        var (isHttps, host) = OriginOf(view, target.Operation);
        var connection = new MemoryConnection(address, isHttps, target.Routes);
        var (answer, error) = await sender.SendAsync(request, host, connection, http.RequestAborted).ConfigureAwait(false);
        return page with { Answer = answer, Errors = error is null ? [] : [error] };
    }

    private RazorComponentResult<OperationPage> Page(HttpContext http, OperationView view, TryView page)
    {
        var operation = page.Input.Target?.Operation ?? view.Entry.Operation;
        var (request, _) = RequestBuilder.Build(
            page.Form, operation, page.Input, credential => CodePlaceholders.Of(operation, credential));
        var server = ServerOf(view, operation);
        if (CanSend(view, page.Form))
            SetUncached(http);
        return PortalPages.Page<OperationPage>(view with
        {
            Try = page with
            {
                Token = CanSend(view, page.Form) ? TokenOf(http) : null,
                Applications = view.Of.Page.Account is null ? null : view.Of.Page.Link("applications"),
                Code = request is null || server is null ? [] : CodeSample.Of(CodeRequest.Of(request, server)),
            },
        });
    }

    /// <summary>Returns the token of the form; null while the database with its keys doesn't answer.</summary>
    private string? TokenOf(HttpContext http)
    {
        try
        {
            return tokens.Create(http);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static void SetUncached(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.Pragma = "no-cache";
    }

    private bool CanSend(OperationView view, TryForm form) => view.Of.CanTry && gateway.IsOpen && form.Targets.Count > 0;

    private static CredentialValue? ValueOf(IFormCollection fields, TryCredential credential)
    {
        string First(string key) => fields[key] is [{ } text, ..] ? text : "";
        var value = new CredentialValue(credential.IsBasic ? First(credential.NameKey) : "", First(credential.Key).Trim());
        return value.Name.Length + value.Secret.Length > 0 ? value : null;
    }

    private static string ActionOf(OperationView view)
        => view.Of.Page.Link($"{view.Of.Path}/operations/{view.Entry.Slug}");

    /// <summary>Returns the address of the gateway for an operation; null if it isn't known.</summary>
    private static string? ServerOf(OperationView view, OpenApiOperation operation)
        => (operation.Servers is [var first, ..] ? first.Url : view.Of.Server) is { } server
            && Uri.TryCreate(server, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? server : null;

    /// <summary>Returns the scheme and the host of the address, as clients of the gateway send them.</summary>
    private static (bool IsHttps, string Host) OriginOf(OperationView view, OpenApiOperation operation)
        => ServerOf(view, operation) is { } server && new Uri(server) is var uri
            ? (uri.Scheme == Uri.UriSchemeHttps, HostOf(uri))
            : (false, "localhost");

    private static string HostOf(Uri uri)
    {
        var name = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{uri.Port}");
    }
}
