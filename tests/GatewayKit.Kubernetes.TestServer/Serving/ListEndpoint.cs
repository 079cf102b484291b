using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Selectors;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Lists objects, in pages if the client asks for them.</summary>
internal sealed class ListEndpoint(Cluster cluster)
{
    private const string TokenTooOld
        = "The provided continue parameter is too old to display a consistent list result. You can start a new list without "
            + "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
            + "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or "
            + "deleted between the time the first chunk was returned and now may show up in the list.";

    public Task Handle(HttpContext context, ResourceRequest request)
    {
        var query = context.Request.Query;
        var selection = new Selection(request.Kind, request.Namespace, query);
        var collection = cluster.CollectionOf(request.Kind);
        var (objects, version, start) = Read(collection, query);
        var limit = LimitOf(query);
        var page = new List<StoredObject>();
        var remaining = 0;
        foreach (var candidate in start == 0 ? objects : objects.Skip(start))
            if (!selection.Matches(candidate))
                continue;
            else if (page.Count < limit)
                page.Add(candidate);
            else
                remaining++;
        var token = remaining > 0 ? new ContinueToken(version, page[^1].Key).ToString() : null;
        if (token is not null)
            collection.Snapshots.Keep(version, objects);

        return Table.IsWanted(context.Request)
            ? Responses.Write(context, Table.Of(request.Kind, page, version, token))
            : new ListBody(request.Kind, page, version, token, selection.HasNoSelector ? remaining : 0).Write(context);
    }

    private (ImmutableSortedSet<StoredObject> Objects, long Version, int Start) Read(Collection collection, IQueryCollection query)
    {
        lock (cluster.Store.Gate)
        {
            CheckMatch(query);
            var (objects, version) = (collection.Objects, cluster.Store.Version);
            if (query["continue"].ToString() is { Length: > 0 } text)
                return Continue(collection, ContinueToken.Parse(text));

            var wanted = VersionQuery.Read(query) ?? 0;
            if (wanted > version)
                throw ApiErrors.TooLarge(wanted, version);
            if (query["resourceVersionMatch"] == "Exact" && wanted != version)
                return collection.Snapshots.Find(wanted) is { } exact ? (exact, wanted, 0) : throw ApiErrors.TooOld(wanted, version);

            return (objects, version, 0);
        }
    }

    /// <summary>Returns the limit. As in a real server, a list of any version (<c>resourceVersion=0</c>) has no pages.</summary>
    private static int LimitOf(IQueryCollection query)
        => query["resourceVersion"] != "0" && int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? limit
            : int.MaxValue;

    private static void CheckMatch(IQueryCollection query)
    {
        const string name = "resourceVersionMatch";
        var match = query[name].ToString();
        if (match.Length == 0)
            return;
        if (query["resourceVersion"].ToString().Length == 0)
            throw ApiErrors.InvalidOptions("ListOptions",
                FieldError.Forbidden(name, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        if (match is not ("Exact" or "NotOlderThan"))
            throw ApiErrors.InvalidOptions("ListOptions",
                FieldError.Unsupported(name, $"\"{match}\"", ["\"Exact\"", "\"NotOlderThan\"", "\"\""]));
    }

    private (ImmutableSortedSet<StoredObject> Objects, long Version, int Start) Continue(Collection collection, ContinueToken token)
    {
        if (token.Version == -1)
            return (collection.Objects, cluster.Store.Version, After(collection.Objects, token.After));

        return collection.Snapshots.Find(token.Version) is { } objects
            ? (objects, token.Version, After(objects, token.After))
            : throw ApiErrors.Expired(TokenTooOld, new ContinueToken(-1, token.After).ToString());
    }

    private static int After(ImmutableSortedSet<StoredObject> objects, string key)
    {
        var position = objects.IndexOf(StoredObject.Probe(key));
        return position < 0 ? ~position : position + 1;
    }
}
