using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Json;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Reflection;

/// <summary>
/// The messages of the gRPC server reflection protocol (<c>grpc/reflection/v1/reflection.proto</c>), whose fields have the same numbers in
/// v1 and v1alpha.
/// </summary>
internal static class ReflectionMessages
{
    private const int MaxRequest = 4096;
    private const int FileByName = 3;
    private const int FileWithSymbol = 4;
    private const int ListServices = 7;
    private const int Files = 4;
    private const int Services = 6;
    private const int Error = 7;

    /// <summary>Returns the frame of a request for the names of all services.</summary>
    public static byte[] RequestServices() => Request(ListServices, "*");

    /// <summary>Returns the frame of a request for the file that defines a service.</summary>
    public static byte[] RequestSymbol(string name) => Request(FileWithSymbol, name);

    /// <summary>Returns the frame of a request for a file.</summary>
    public static byte[] RequestFile(string name) => Request(FileByName, name);

    /// <summary>Adds the names of services, and the files, of a response.</summary>
    /// <exception cref="InvalidDataException">The server doesn't have what was requested, or has too much.</exception>
    /// <exception cref="TranscodingException">The response isn't valid.</exception>
    public static void Read(ReadOnlySpan<byte> response, Definitions definitions)
    {
        var reader = new WireReader(response);
        while (reader.TryRead(out var field))
        {
            if (field is { Number: Error, Type: WireType.Length })
                throw new InvalidDataException("The server doesn't have a file of its services.");
            if (field.Type != WireType.Length || field.Number is not (Files or Services))
                continue;

            var content = field.ContentOf(response);
            var items = new WireReader(content);
            while (items.TryRead(out var item))
            {
                if (item is not { Number: 1, Type: WireType.Length })
                    continue;
                if (field.Number == Services)
                    AddService(item.ContentOf(content), definitions);
                else
                    definitions.AddFile(FileDescriptorProto.Parser.ParseFrom(item.ContentOf(content)));
            }
        }
    }

    private static void AddService(ReadOnlySpan<byte> service, Definitions definitions)
    {
        var reader = new WireReader(service);
        while (reader.TryRead(out var name))
        {
            if (name is { Number: 1, Type: WireType.Length })
                definitions.AddService(ScalarJson.TextOf(name.ContentOf(service)));
        }
    }

    private static byte[] Request(int field, string text)
    {
        var output = new WireBuffer(MaxRequest);
        output.Tag(field, WireType.Length);
        output.Text(text);
        return Frames.Create(output.Written.Span);
    }
}
