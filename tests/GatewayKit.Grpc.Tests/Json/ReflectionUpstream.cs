using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Grpc.Tests.Json;

/// <summary>A server with the older version of the reflection protocol, which doesn't have Google's files, and answers each call.</summary>
internal sealed class ReflectionUpstream
{
    private readonly Dictionary<string, FileDescriptorProto> _files = Descriptors.OfLibrary().File
        .Where(file => !file.Name.StartsWith("google/", StringComparison.Ordinal)).ToDictionary(file => file.Name);

    private int _lists;

    /// <summary>The number of requests for the names of services.</summary>
    public int Lists => Volatile.Read(ref _lists);

    public string Status { get; set; } = "0";

    public byte[]? Garbage { get; set; }

    /// <summary>Creates the files whose names begin with <c>more/</c>.</summary>
    public Func<string, FileDescriptorProto>? More { get; set; }

    /// <summary>The definitions of the library.</summary>
    public FileDescriptorProto Library => _files.Values.Single();

    public async Task AnswerAsync(HttpContext http)
    {
        var isReflection = http.Request.Path.Value!.Contains("ServerReflectionInfo", StringComparison.Ordinal);
        var isOlder = http.Request.Path.Value!.Contains(".v1alpha.", StringComparison.Ordinal);
        http.Response.ContentType = "application/grpc";
        if (isReflection && !isOlder)
        {
            http.Response.Headers["grpc-status"] = "12";
            return;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (!isReflection)
            await http.Response.Body.WriteAsync(Frame([]));
        else if (Garbage is { } garbage)
            await http.Response.Body.WriteAsync(garbage);
        else
            await AnswerAsync(http, body.ToArray());
        http.Response.AppendTrailer("grpc-status", isReflection ? Status : "0");
    }

    private async Task AnswerAsync(HttpContext http, byte[] frames)
    {
        for (var rest = frames; rest.Length > 0;)
        {
            var length = (rest[3] << 8) + rest[4];
            await http.Response.Body.WriteAsync(Frame(Response(new CodedInputStream(rest, 5, length))));
            rest = rest[(5 + length)..];
        }
    }

    private byte[] Response(CodedInputStream request)
    {
        var field = WireFormat.GetTagFieldNumber(request.ReadTag());
        var text = request.ReadString();
        if (field == 7)
        {
            Interlocked.Increment(ref _lists);
            return Field(6, Field(1, Field(1, "library.v1.Library"u8.ToArray())));
        }

        var file = field == 4 ? Library
            : More is not null && text.StartsWith("more/", StringComparison.Ordinal) ? More(text)
            : _files.GetValueOrDefault(text);
        return file is null ? Field(7, [8, 5]) : Field(4, Field(1, file.ToByteArray()));
    }

    private static byte[] Field(int number, byte[] content)
    {
        var target = new MemoryStream();
        using (var output = new CodedOutputStream(target, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return target.ToArray();
    }

    private static byte[] Frame(byte[] message)
        => [0, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];
}
