using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>Finds the keys in a request and removes them.</summary>
internal sealed class PresentedKeys(KeyAuthOptions options)
{
    private readonly string[] _headers = [.. options.Headers];
    private readonly string[] _queryParameters = [.. options.QueryParameters];

    /// <summary>Counts the keys in every location. A key that occurs twice counts as two.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">One of the keys.</param>
    public int Find(HttpRequest request, out string key)
    {
        var count = 0;
        key = "";
        foreach (var header in _headers)
        {
            foreach (var value in request.Headers[header])
            {
                key = value ?? "";
                count++;
            }
        }

        if (_queryParameters.Length == 0)
            return count;

        foreach (var parameter in new QueryParameters(request.QueryString))
        {
            foreach (var name in _queryParameters)
            {
                if (!parameter.Has(name))
                    continue;

                key = parameter.Value;
                count++;
            }
        }

        return count;
    }

    public void Hide(HttpRequest request)
    {
        foreach (var header in _headers)
            request.Headers.Remove(header);

        foreach (var name in _queryParameters)
        {
            if (!QueryParameters.Contains(request.QueryString, name))
                continue;

            var query = new QueryEditor(request.QueryString);
            query.Remove(name);
            request.QueryString = query.ToQueryString();
        }
    }
}
