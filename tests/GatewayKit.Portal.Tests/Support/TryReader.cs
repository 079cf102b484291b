using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A reader without JavaScript who sends the form of an operation.</summary>
/// <param name="portal">The portal.</param>
/// <param name="headers">The headers of each request.</param>
internal sealed class TryReader(PortalHost portal, params (string Name, string Value)[] headers)
{
    private static readonly HtmlParser s_parser = new();

    private string _cookie = "";

    /// <summary>Reads the page of an operation.</summary>
    public async Task<IHtmlDocument> ReadAsync(string path)
    {
        using var response = await portal.GetAsync(path, [.. headers, ("Cookie", _cookie)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            _cookie = string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));
        return s_parser.ParseDocument(await response.Content.ReadAsStringAsync().WaitAsync(PortalHost.Patience));
    }

    /// <summary>Reads the page, fills in fields by the names of their parameters or their own, and sends the form.</summary>
    public async Task<IHtmlDocument> SendAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await ReadAsync(path);
        var fields = FieldsOf(page);
        foreach (var (name, value) in values)
            fields[KeyOf(page, name)] = value;
        using var response = await PostAsync(path, fields);
        return s_parser.ParseDocument(await response.Content.ReadAsStringAsync().WaitAsync(PortalHost.Patience));
    }

    /// <summary>Sends fields.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IReadOnlyDictionary<string, string> fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers.Append(("Cookie", _cookie)))
            request.Headers.TryAddWithoutValidation(name, value);
        return await portal.Gateway.Client.SendAsync(request).WaitAsync(PortalHost.Patience);
    }

    /// <summary>Returns the values with which the page fills in the form.</summary>
    public static Dictionary<string, string> FieldsOf(IHtmlDocument page)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["do"] = "send" };
        foreach (var input in page.QuerySelectorAll<IHtmlInputElement>("form.try input"))
        {
            if (input.Type != "radio" || input.IsChecked)
                fields[input.Name!] = input.Value;
        }

        foreach (var text in page.QuerySelectorAll<IHtmlTextAreaElement>("form.try textarea"))
            fields[text.Name!] = text.TextContent;
        foreach (var select in page.QuerySelectorAll<IHtmlSelectElement>("form.try select"))
            fields[select.Name!] = select.Value ?? "";
        return fields;
    }

    public static string Status(IHtmlDocument page) => page.QuerySelector("#try-answer dd")!.TextContent;

    public static string Body(IHtmlDocument page) => page.QuerySelector("#try-answer pre")!.TextContent;

    public static string Errors(IHtmlDocument page)
        => string.Join('\n', page.QuerySelectorAll("#try-answer .note p").Select(error => error.TextContent));

    /// <summary>Returns the value of a header of the answer, and its meaning.</summary>
    public static string Header(IHtmlDocument page, string name)
        => page.QuerySelectorAll("#try-answer tbody tr").Single(row => row.QuerySelector("code")!.TextContent == name)
            .QuerySelector("td")!.TextContent.Trim();

    private static string KeyOf(IHtmlDocument page, string name)
        => page.QuerySelectorAll<IHtmlLabelElement>("form.try label")
            .FirstOrDefault(label => label.QuerySelector("code")?.TextContent == name)?.HtmlFor ?? name;
}
