using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s;
using k8s.Authentication;
using k8s.Models;

namespace GatewayKit.Kubernetes.Api;

/// <summary>The requests to an API server.</summary>
/// <param name="http">The client, without a timeout.</param>
/// <param name="credentials">The credentials of each request; null for none.</param>
/// <param name="time">The clock of timeouts.</param>
internal sealed class ApiServer(HttpClient http, ServiceClientCredentials? credentials, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";

    public static ApiServer Connect(KubernetesClientConfiguration configuration, TimeProvider time)
        => new(ApiHttp.Create(configuration), k8s.Kubernetes.CreateCredentials(configuration), time);

    /// <summary>Lists a page.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="space">The namespace; null for all.</param>
    /// <param name="selector">The selector of fields; null for all objects.</param>
    /// <param name="limit">The size of the page; 0 for the whole list.</param>
    /// <param name="next">The token of the page; null for the first one.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<ApiPage<T>> ListAsync<T>(
        ApiKind kind, string? space, string? selector, int limit, string? next, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = new QueryText(kind.PathOf(space)).Add("fieldSelector", selector)
            .Add("limit", limit > 0 ? limit : null).Add("continue", next);
        using var timeout = Timeout(cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, query.ToString());
        using var response = await SendAsync(request, timeout.Token, cancellation).ConfigureAwait(false);
        using var document = await ReadAsync(response, timeout.Token, cancellation).ConfigureAwait(false);
        return ResourceReader.ReadPage<T>(document.RootElement);
    }

    /// <summary>Watches from a version until the server ends the watch.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="space">The namespace; null for all.</param>
    /// <param name="selector">The selector of fields; null for all objects.</param>
    /// <param name="version">The version of the list, of the last event or of the last bookmark.</param>
    /// <param name="duration">The time after which the server ends the watch.</param>
    /// <param name="silence">The time without an event after which the connection is considered dead.</param>
    /// <param name="opened">Called when the server has accepted the watch.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="ApiException">The server rejects the watch, or ends it with an error.</exception>
    /// <exception cref="TimeoutException">The watch is silent.</exception>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ApiKind kind, string? space, string? selector, string version, TimeSpan duration, TimeSpan silence, Action opened,
        [EnumeratorCancellation] CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = new QueryText(kind.PathOf(space)).Add("watch", "1").Add("fieldSelector", selector)
            .Add("resourceVersion", version).Add("allowWatchBookmarks", "true").Add("timeoutSeconds", (int)duration.TotalSeconds);
        using var deadline = new CancellationTokenSource(silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, query.ToString());
        using var response = await SendAsync(request, both.Token, cancellation).ConfigureAwait(false);
        opened();
        var body = await response.Content.ReadAsStreamAsync(both.Token).ConfigureAwait(false);
        using var lines = new LineReader(body);
        while (await NextAsync(lines, both.Token, cancellation).ConfigureAwait(false) is { } line)
        {
            deadline.CancelAfter(silence);
            yield return ResourceReader.ReadEvent<T>(line);
        }
    }

    public Task<T> GetAsync<T>(ApiKind kind, string? space, string name, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => SendAsync<T>(HttpMethod.Get, kind.PathOf(space, name), null, Json, cancellation);

    /// <summary>Returns the metadata of an object, without the rest, which can be large.</summary>
    public async Task<V1ObjectMeta> GetMetadataAsync(ApiKind kind, string? space, string name, CancellationToken cancellation)
    {
        using var timeout = Timeout(cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, kind.PathOf(space, name));
        request.Headers.Accept.ParseAdd("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
        using var response = await SendAsync(request, timeout.Token, cancellation).ConfigureAwait(false);
        using var document = await ReadAsync(response, timeout.Token, cancellation).ConfigureAwait(false);
        return ResourceReader.Read<ObjectMetadata>(document.RootElement).Metadata;
    }

    public Task<T> CreateAsync<T>(ApiKind kind, string? space, object resource, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => SendAsync<T>(HttpMethod.Post, kind.PathOf(space), resource, Json, cancellation);

    /// <summary>Replaces an object, if its version is still that of <paramref name="resource"/>.</summary>
    public Task<T> ReplaceAsync<T>(ApiKind kind, string? space, string name, object resource, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => SendAsync<T>(HttpMethod.Put, kind.PathOf(space, name), resource, Json, cancellation);

    /// <summary>Merges a patch (RFC 7396) into an object.</summary>
    public Task<T> MergeAsync<T>(ApiKind kind, string? space, string name, object patch, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => SendAsync<T>(HttpMethod.Patch, kind.PathOf(space, name), patch, MergePatch, cancellation);

    /// <summary>Merges a patch (RFC 7396) into the status of an object.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="space">The namespace; null or empty for resources of the cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="manager">The name by which <c>managedFields</c> show who has written the fields.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<T> MergeStatusAsync<T>(
        ApiKind kind, string? space, string name, object patch, string manager, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => SendAsync<T>(
            HttpMethod.Patch, new QueryText($"{kind.PathOf(space, name)}/status").Add("fieldManager", manager).ToString(), patch,
            MergePatch, cancellation);

    public async Task DeleteAsync(ApiKind kind, string? space, string name, CancellationToken cancellation)
    {
        using var timeout = Timeout(cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Delete, kind.PathOf(space, name));
        using var response = await SendAsync(request, timeout.Token, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, string type, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        using var timeout = Timeout(cancellation);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using var response = await SendAsync(request, timeout.Token, cancellation).ConfigureAwait(false);
        using var document = await ReadAsync(response, timeout.Token, cancellation).ConfigureAwait(false);
        return ResourceReader.Read<T>(document.RootElement);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken limited, CancellationToken caller)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Json));
        request.Headers.UserAgent.ParseAdd("gatewaykit");
        try
        {
            if (credentials is not null)
                await credentials.ProcessHttpRequestAsync(request, limited).ConfigureAwait(false);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;

            using (response)
                throw await ApiErrorReader.ReadAsync(response, time, limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new TimeoutException("The API server doesn't answer.");
        }
    }

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken limited, CancellationToken caller)
    {
        try
        {
            using var body = await response.Content.ReadAsStreamAsync(limited).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(body, cancellationToken: limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new TimeoutException("The API server doesn't complete its answer.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> NextAsync(LineReader lines, CancellationToken limited, CancellationToken caller)
    {
        try
        {
            return await lines.ReadAsync(limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw new TimeoutException("The watch is silent.");
        }
    }

    private TimeoutSource Timeout(CancellationToken cancellation) => new(RequestTimeout, time, cancellation);
}
