using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GatewayKit.Operators.Tests.Support;

/// <summary>The browser of an operator, without JavaScript: it keeps cookies, and sends forms of pages that it has read.</summary>
internal sealed class OperatorClient : IDisposable
{
    private static readonly HtmlParser s_parser = new();

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public OperatorClient(Uri address) => _client = new HttpClient(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = _cookies })
    {
        BaseAddress = address,
        Timeout = OperatorHost.Patience,
    };

    public Task<OperatorAnswer> GetAsync(string path, params (string Name, string Value)[] headers)
        => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Reads a page, which must be there.</summary>
    public async Task<OperatorAnswer> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Content}");
        return answer;
    }

    public Task<OperatorAnswer> PostAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, headers);

    /// <summary>Sends a form of a page as a browser does, with changed values. A value null removes a field.</summary>
    public Task<OperatorAnswer> SubmitAsync(
        OperatorAnswer page, string selector, params (string Name, string? Value)[] changes)
    {
        var form = page.Page.QuerySelector(selector) as IHtmlFormElement;
        Assert.True(form is not null, $"There is no {selector}: {page.Status} {page.Content}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form!.Elements)
        {
            var field = element switch
            {
                IHtmlInputElement { Type: "checkbox", IsChecked: false } => default,
                IHtmlInputElement { Type: not "submit" } input => (input.Name, input.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                _ => default((string?, string?)),
            };
            if (field.Item1 is { } name && !changes.Any(change => change.Name == name))
                fields.Add(new(name, field.Item2 ?? ""));
        }

        foreach (var (name, value) in changes)
        {
            if (value is not null)
                fields.Add(new(name, value));
        }

        return PostAsync(form.GetAttribute("action")!, fields);
    }

    /// <summary>Signs in with a key.</summary>
    public async Task SignInAsync(string key, string path = "/ui")
    {
        var answer = await SubmitAsync(await GetAsync(path), "form[action$='sign-in']", ("key", key));
        Assert.True(answer.Status == 303, $"{answer.Status} {answer.Content}");
    }

    public void Dispose() => _client.Dispose();

    private async Task<OperatorAnswer> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using (request)
        {
            using var response = await _client.SendAsync(request).WaitAsync(OperatorHost.Patience);
            var text = await response.Content.ReadAsStringAsync().WaitAsync(OperatorHost.Patience);
            return new OperatorAnswer(
                (int)response.StatusCode, text, s_parser.ParseDocument(text),
                response.Headers.Concat(response.Content.Headers).ToDictionary(
                    header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
                response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
        }
    }
}
