using System.Net.Http.Headers;
using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace GatewayKit.Plugins.GrpcJson.Reflection;

/// <summary>Reads the definitions of services from an upstream by its server reflection, v1 or else v1alpha.</summary>
internal sealed class ReflectionClient(IClusterSender clusters, string clusterId)
{
    private const string Current = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    private const string Older = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
    private const string Own = "grpc.reflection.";
    private const int MaxServices = 1000;
    private const int MaxRounds = 20;

    /// <summary>Reads the definitions of services and all files that they import.</summary>
    /// <param name="wanted">The services; empty for all.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="InvalidDataException">The definitions are incomplete or too large, or the server doesn't have them.</exception>
    /// <exception cref="HttpRequestException">The upstream doesn't respond.</exception>
    public async Task<IReadOnlyList<FileDescriptor>> ReadAsync(IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var definitions = new Definitions();
        byte[][] list = [ReflectionMessages.RequestServices()];
        var path = Current;
        if (!await CallAsync(path, list, definitions, cancellation).ConfigureAwait(false))
        {
            path = Older;
            if (!await CallAsync(path, list, definitions, cancellation).ConfigureAwait(false))
                throw new InvalidDataException("The server doesn't have the reflection service.");
        }

        var services = definitions.Services.Distinct()
            .Where(name => wanted.Count == 0 ? !name.StartsWith(Own, StringComparison.Ordinal) : wanted.Contains(name)).ToList();
        if (services.Count > MaxServices)
            throw new InvalidDataException($"The server has more than {MaxServices} services.");

        List<byte[]> missing = [.. services.Select(ReflectionMessages.RequestSymbol)];
        for (var round = 0; missing.Count > 0; round++)
        {
            if (round == MaxRounds)
                throw new InvalidDataException($"The definitions import files over more than {MaxRounds} levels.");
            if (!await CallAsync(path, missing, definitions, cancellation).ConfigureAwait(false))
                throw new InvalidDataException("The reflection service doesn't respond any more.");

            definitions.AddKnownFiles();
            missing = [.. definitions.Missing().Select(ReflectionMessages.RequestFile)];
        }

        return DescriptorSet.Build(definitions.Files);
    }

    /// <returns><c>false</c> if the server doesn't have the service.</returns>
    private async Task<bool> CallAsync(
        string path, IReadOnlyList<byte[]> requests, Definitions definitions, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null)
        {
            Content = new ByteArrayContent([.. requests.SelectMany(frame => frame)])
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") },
            },
        };
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        using var response = await clusters.SendAsync(clusterId, path, request, cancellation).ConfigureAwait(false);
        var body = await ReadAsync(response, definitions, cancellation).ConfigureAwait(false);
        var status = CallStatus.Of(response.Headers) ?? CallStatus.Of(response.TrailingHeaders);
        if (status is { Code: (int)Code.Unimplemented })
            return false;
        if (!response.IsSuccessStatusCode || status is not { Code: 0 })
            throw new InvalidDataException($"The reflection service failed with the status {status?.Code} ({(int)response.StatusCode}).");

        for (var rest = body; rest.Length > 0;)
        {
            if (!Frames.TryReadHeader(rest.Span, Definitions.MaxLength, out var length) || length > rest.Length - Frames.HeaderLength)
                throw new InvalidDataException("The response of the reflection service is incomplete.");

            ReflectionMessages.Read(rest.Span.Slice(Frames.HeaderLength, length), definitions);
            rest = rest[(Frames.HeaderLength + length)..];
        }

        return true;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response, Definitions definitions, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                definitions.Count(read);
                body.Write(buffer, 0, read);
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
    }
}
