using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;
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
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var given) && given > 0 ? given : int.MaxValue;

        var page = new List<StoredObject>();
        var position = start;
        for (; position < objects.Count && page.Count < limit; position++)
            if (selection.Matches(objects[position]))
                page.Add(objects[position]);
        var remaining = page.Count == limit ? Remaining(objects, position, selection) : 0;
        var token = remaining > 0 ? new ContinueToken(version, objects[position - 1].Key).ToString() : null;
        if (token is not null)
            collection.Snapshots.Keep(version, objects);

        return Table.IsWanted(context.Request)
            ? Responses.Write(context, Table.Of(request.Kind, page, version, token))
            : Responses.Write(context, Encode(request.Kind, page, version, token, selection.HasNoSelector ? remaining : 0));
    }

    private (ImmutableSortedSet<StoredObject> Objects, long Version, int Start) Read(Collection collection, IQueryCollection query)
    {
        lock (cluster.Store.Gate)
        {
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

    private static int Remaining(ImmutableSortedSet<StoredObject> objects, int position, Selection selection)
    {
        var count = 0;
        for (; position < objects.Count; position++)
            count += selection.Matches(objects[position]) ? 1 : 0;
        return count;
    }

    /// <summary>Joins the stored bytes. As in a real server, the items of core kinds have no version and kind.</summary>
    public static byte[] Encode(Kind kind, List<StoredObject> page, long version, string? token, int remaining)
    {
        var metadata = token is null ? "" : $",\"continue\":\"{token}\"" + (remaining > 0 ? $",\"remainingItemCount\":{remaining}" : "");
        var head = $"{{\"kind\":\"{kind.ListName}\",\"apiVersion\":\"{kind.ApiVersion}\","
            + $"\"metadata\":{{\"resourceVersion\":\"{version}\"{metadata}}},\"items\":[";
        var prefix = kind.IsCustom ? kind.Prefix : "{"u8;
        var buffer = new MemoryStream(page.Sum(o => o.Tail.Length + 1) + (page.Count * prefix.Length) + head.Length + 2);
        buffer.Write(Encoding.UTF8.GetBytes(head));
        for (var index = 0; index < page.Count; index++)
        {
            if (index > 0)
                buffer.WriteByte((byte)',');
            buffer.Write(prefix);
            buffer.Write(page[index].Tail);
        }

        buffer.Write("]}"u8);
        return buffer.ToArray();
    }
}
