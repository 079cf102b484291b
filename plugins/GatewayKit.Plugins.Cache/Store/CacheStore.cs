using System.Collections.Concurrent;
using GatewayKit.Plugins.Cache.Keys;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Store;

/// <summary>
/// The stored responses of one entry, bounded by memory and number. Lookups don't take a lock; a resource that was used gets a second
/// chance when its turn to be removed comes, so the least recently used ones leave.
/// </summary>
internal sealed class CacheStore
{
    private const int Stripes = 1024;

    private readonly long _maxSize;
    private readonly int _maxEntries;
    private readonly int _maxVariants;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, CachedResource> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CachedResource>.AlternateLookup<ReadOnlySpan<char>> _byKey;
    private readonly LinkedList<CachedResource> _order = [];

    // Counts the removals of keys, by hash: a response that was requested before a removal must not be stored after it.
    private readonly long[] _removals = new long[Stripes];
    private readonly CacheTelemetry _telemetry;
    private long _size;
    private long _filling;
    private bool _isClosed;

    public CacheStore(CacheOptions options, CacheTelemetry telemetry)
    {
        _telemetry = telemetry;
        _maxSize = options.MaxSize.Bytes;
        _maxEntries = options.MaxEntries;
        _maxVariants = options.MaxVariants;
        _byKey = _resources.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the newest response that a request selects.</summary>
    public StoredResponse? Find(ReadOnlySpan<char> key, in ResponseIdentity identity, IHeaderDictionary request)
    {
        if (!_byKey.TryGetValue(key, out var resource))
            return null;

        foreach (var variant in resource.Variants)
        {
            if (!variant.IsFor(identity, request))
                continue;
            if (!resource.IsTouched)
                resource.IsTouched = true;
            return variant;
        }

        return null;
    }

    /// <summary>Returns the fields by which the newest response of a URI was selected.</summary>
    public VaryFields VaryOf(string key)
        => _resources.TryGetValue(key, out var resource) && resource.Variants is [var newest, ..] ? newest.Vary : VaryFields.None;

    /// <summary>Returns the number of removals, to pass to <see cref="Put"/>.</summary>
    public long RemovalsOf(ReadOnlySpan<char> key) => Interlocked.Read(ref _removals[StripeOf(key)]);

    /// <summary>Stores a response instead of those that the same request selects.</summary>
    /// <returns>False if the URI's responses were removed since the request began, or if the response is too large.</returns>
    public bool Put(string key, long removals, StoredResponse response, IHeaderDictionary request)
    {
        lock (_lock)
        {
            if (_isClosed || _removals[StripeOf(key)] != removals || response.Size + (2L * key.Length) > _maxSize)
                return false;

            var size = _size;
            if (!_resources.TryGetValue(key, out var resource))
            {
                resource = new CachedResource(key);
                _order.AddLast(resource.Node);
                _size += resource.Size;
                _resources[key] = resource;
            }

            Replace(
                resource,
                [response, .. resource.Variants.Where(other => !other.IsFor(response.Identity, request)).Take(_maxVariants - 1)]);
            MakeRoom(resource);
            _telemetry.Resized(_size - size);
            return true;
        }
    }

    /// <summary>Removes the responses of a URI, and keeps those from being stored that were requested before.</summary>
    public void Remove(string key)
    {
        lock (_lock)
        {
            _removals[StripeOf(key)]++;
            var size = _size;
            if (_resources.TryGetValue(key, out var resource))
                Drop(resource);
            _telemetry.Resized(_size - size);
        }
    }

    /// <summary>Removes one response.</summary>
    public void Remove(string key, StoredResponse response)
    {
        lock (_lock)
        {
            if (!_resources.TryGetValue(key, out var resource))
                return;

            var size = _size;
            Replace(resource, [.. resource.Variants.Where(other => !ReferenceEquals(other, response))]);
            if (resource.Variants.Length == 0)
                Drop(resource);
            _telemetry.Resized(_size - size);
        }
    }

    /// <summary>Removes the responses that a condition selects, and keeps those from being stored that were requested before.</summary>
    /// <returns>The number of removed responses.</returns>
    public int Purge(Func<string, StoredResponse, bool> isSelected)
    {
        var count = 0;
        lock (_lock)
        {
            var size = _size;
            for (var i = 0; i < Stripes; i++)
                _removals[i]++;
            foreach (var resource in _resources.Values)
            {
                StoredResponse[] left = [.. resource.Variants.Where(variant => !isSelected(resource.Key, variant))];
                count += resource.Variants.Length - left.Length;
                if (left.Length == 0)
                    Drop(resource);
                else if (left.Length < resource.Variants.Length)
                    Replace(resource, left);
            }

            _telemetry.Resized(_size - size);
        }

        return count;
    }

    /// <summary>Removes all responses, and stores no further ones.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        Purge((_, _) => true);
    }

    /// <summary>Reserves memory for a body that is being stored.</summary>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _filling, bytes) <= _maxSize)
            return true;

        Interlocked.Add(ref _filling, -bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _filling, -bytes);

    private void Replace(CachedResource resource, StoredResponse[] variants)
    {
        _size -= resource.Size;
        resource.Variants = variants;
        _size += resource.Size;
    }

    private void MakeRoom(CachedResource added)
    {
        // While this runs, requests use resources: each one gets a single chance.
        var chances = _order.Count;
        var evicted = 0;
        while ((_size > _maxSize || _resources.Count > _maxEntries) && _order.First is { } first)
        {
            var resource = first.Value;
            if (resource == added && _order.Count == 1)
            {
                // Its older variants alone exceed the memory.
                Replace(resource, [.. resource.Variants.SkipLast(1)]);
                evicted++;
            }
            else if (resource == added || (resource.IsTouched && chances-- > 0))
            {
                resource.IsTouched = false;
                _order.RemoveFirst();
                _order.AddLast(first);
            }
            else
            {
                evicted += resource.Variants.Length;
                Drop(resource);
            }
        }

        if (evicted > 0)
            _telemetry.Evicted(evicted);
    }

    private void Drop(CachedResource resource)
    {
        _size -= resource.Size;
        _order.Remove(resource.Node);
        _resources.TryRemove(resource.Key, out _);
    }

    private static int StripeOf(ReadOnlySpan<char> key) => (int)((uint)string.GetHashCode(key, StringComparison.Ordinal) % Stripes);
}
