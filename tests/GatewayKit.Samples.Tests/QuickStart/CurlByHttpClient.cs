using System.Globalization;
using System.Text;

namespace GatewayKit.Samples.QuickStart;

/// <summary>What curl would do, for machines that have none: the few options that the QuickStart prints.</summary>
internal sealed class CurlByHttpClient : ICurl
{
    public async Task<string> RunAsync(CurlLine line)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        var output = new StringBuilder();
        foreach (var url in line.Urls())
        {
            using var request = Request(line, url);
            using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
            var body = await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(60));
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (line.Values("-w").FirstOrDefault() is { } format)
                output.Append(body).Append(format.Replace("%{http_code}", status, StringComparison.Ordinal));
            else
                output.Append($"HTTP/1.1 {status} {response.ReasonPhrase}\n{response.Headers}{response.Content.Headers}\n{body}");
        }

        return output.ToString();
    }

    private static HttpRequestMessage Request(CurlLine line, string url)
    {
        // As it is written, dots and all: curl's --path-as-is.
        var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var header in line.Values("-H").Select(header => header.Split(": ", 2)))
            request.Headers.Add(header[0], header[1]);
        if (line.Values("-d").FirstOrDefault() is { } data)
        {
            request.Method = HttpMethod.Post;
            request.Content = new StringContent(data, Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        return request;
    }
}
