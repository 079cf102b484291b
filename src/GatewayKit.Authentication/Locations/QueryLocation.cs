using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>Finds credentials in a query parameter.</summary>
internal sealed class QueryLocation(string name) : CredentialLocation(name)
{
    public override string ToString() => "query:" + Name;

    internal override void Find(HttpRequest request, ref CredentialSearch search)
    {
        foreach (var parameter in new QueryParameters(request.QueryString))
        {
            if (parameter.Has(Name))
                search.Add(parameter.Value.AsMemory());
        }
    }

    internal override void Remove(HttpRequest request)
    {
        if (!QueryParameters.Contains(request.QueryString, Name))
            return;

        var query = new QueryEditor(request.QueryString);
        query.Remove(Name);
        request.QueryString = query.ToQueryString();
    }
}
