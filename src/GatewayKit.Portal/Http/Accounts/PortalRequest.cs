using System.Globalization;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Http.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>A request for a page of accounts.</summary>
/// <param name="http">The request.</param>
/// <param name="prefix">The path of the catalog, without a trailing slash.</param>
/// <param name="accounts">The services of accounts.</param>
/// <param name="tokens">The tokens of forms.</param>
internal sealed class PortalRequest(HttpContext http, string prefix, AccountServices accounts, FormTokens tokens)
{
    private const int MaximumBody = 64 * 1024;
    private const int MaximumField = 4000;
    private const int MaximumPage = 10_000;

    private static readonly FormOptions s_limits = new()
    {
        BufferBodyLengthLimit = MaximumBody,
        KeyLengthLimit = 100,
        ValueCountLimit = 20,
        ValueLengthLimit = MaximumField,
    };

    private IServiceProvider? _services;
    private IFormCollection? _form;

    public HttpContext Http => http;

    public string Prefix => prefix;

    /// <summary>The developer; null if the reader isn't signed in.</summary>
    public Reader? Reader => http.Features.Get<AccountState>()?.Reader;

    /// <summary>The id of the reader's session; null if the reader isn't signed in.</summary>
    public string? Session => http.Features.Get<AccountState>()?.Session;

    public CancellationToken Cancellation => http.RequestAborted;

    /// <summary>The token that forms of the page send.</summary>
    public string Token => tokens.Create(http);

    public async Task OpenAsync() => _services = await accounts.OpenAsync(http).ConfigureAwait(false);

    /// <summary>Runs a step of the framework with the services of accounts instead of those of the host.</summary>
    public async Task InAccountsAsync(Func<HttpContext, Task> step)
    {
        var host = http.RequestServices;
        http.RequestServices = _services!;
        try
        {
            await step(http).ConfigureAwait(false);
        }
        finally
        {
            http.RequestServices = host;
        }
    }

    public T Get<T>()
        where T : notnull
        => _services!.GetRequiredService<T>();

    /// <summary>Reads a form, and checks that a page of the portal has sent it.</summary>
    /// <returns>Whether it is valid.</returns>
    public async Task<bool> ReadFormAsync()
    {
        if (http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return false;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaximumBody;

        http.Features.Set<IFormFeature>(new FormFeature(http.Request, s_limits));
        try
        {
            _form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
            return await tokens.IsValidAsync(http).ConfigureAwait(false);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Returns a field of the form without spaces around it; empty if it is missing.</summary>
    public string Field(string name) => Secret(name).Trim();

    /// <summary>Returns a field of the form as it is, such as a password; empty if it is missing.</summary>
    public string Secret(string name) => _form is { } form && form[name] is [{ } text, ..] ? text : "";

    /// <summary>Returns a value of the query; empty if it is missing or longer than any link of the portal.</summary>
    public string Query(string name)
        => http.Request.Query[name] is [{ Length: <= MaximumField } text, ..] ? text : "";

    /// <summary>The number of the page in the query, from 0.</summary>
    public int PageNumber
        => int.TryParse(Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MaximumPage) : 0;

    public string Value(string name) => (string)http.Request.RouteValues[name]!;

    public string Link(string path) => $"{prefix}/{path}";

    /// <summary>Returns a path inside the portal that a link has named; the applications for any other text.</summary>
    public string ReturnPath(string text)
        => (text == prefix || text.StartsWith($"{prefix}/", StringComparison.Ordinal)) && text.StartsWith('/')
            && !text.StartsWith("//", StringComparison.Ordinal) && text.IndexOf('\\', StringComparison.Ordinal) < 0
            && text.All(c => c is > ' ' and < '\x7f')
            ? text
            : Link("applications");

    /// <summary>Answers with a redirect that GET follows (RFC 9110, section 15.4.4).</summary>
    public IResult SeeOther(string path)
    {
        http.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
