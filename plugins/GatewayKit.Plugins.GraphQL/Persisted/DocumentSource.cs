using GatewayKit.Plugins.GraphQL.Errors;
using GatewayKit.Plugins.GraphQL.Requests;
using Microsoft.Extensions.Caching.Distributed;

namespace GatewayKit.Plugins.GraphQL.Persisted;

/// <summary>Finds the document of a request: in the request itself, among the trusted documents, or among those that clients have
/// registered.</summary>
/// <param name="options">The options.</param>
/// <param name="trusted">The trusted documents; null for none.</param>
/// <param name="cache">The registered documents; null if clients can't register any.</param>
/// <param name="keyPrefix">The beginning of the keys in the cache.</param>
internal sealed class DocumentSource(GraphQLOptions options, TrustedDocuments? trusted, IDistributedCache? cache, string keyPrefix)
{
    // Clients could fill the cache, which other plugins use too.
    private const int MaxStored = 64 * 1024;

    private readonly DistributedCacheEntryOptions _lifetime = new() { SlidingExpiration = options.PersistedQueryLifetime };

    /// <returns>The document, and whether it must be added to the request.</returns>
    /// <exception cref="GraphQLErrorException">There is no document, or it isn't allowed.</exception>
    public async ValueTask<(string Document, bool IsStored)> FindAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        if (request.Query is { } query)
        {
            if (request.DocumentId is not null)
                throw new GraphQLErrorException(GraphQLError.BadRequest("A request has either a query or the id of a document."));
            if (request.Hash is { } hash && DocumentHash.Of(query) != hash)
                throw new GraphQLErrorException(GraphQLError.OtherHash);
            if (options.DocumentsOnly && trusted?.Contains(query) != true)
                throw new GraphQLErrorException(GraphQLError.NotTrusted);
            return (query, false);
        }

        if ((request.DocumentId ?? request.Hash) is not { } id)
            throw new GraphQLErrorException(GraphQLError.BadRequest("The request doesn't have a query."));
        id = DocumentHash.WithoutPrefix(id);
        var document = trusted?.Find(id);
        if (document is null && cache is not null && request.Hash is not null && request.DocumentId is null)
            document = await cache.GetStringAsync(keyPrefix + id, cancellation).ConfigureAwait(false);
        return document is not null
            ? (document, true)
            : throw new GraphQLErrorException(
                trusted is null && cache is null ? GraphQLError.PersistingNotSupported : GraphQLError.NotPersisted);
    }

    /// <summary>Stores the document of a request that has its hash, after its operation is checked. A long one isn't stored.</summary>
    public Task StoreAsync(GraphQLRequest request, CancellationToken cancellation)
        => cache is not null && request is { Query: { Length: <= MaxStored } query, Hash: { } hash }
            ? cache.SetStringAsync(keyPrefix + hash, query, _lifetime, cancellation)
            : Task.CompletedTask;
}
