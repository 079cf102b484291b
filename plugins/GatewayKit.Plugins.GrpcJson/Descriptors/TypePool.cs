using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>The message types that an <c>Any</c> can have: those of the definitions, the well-known ones, and details of errors.</summary>
internal sealed class TypePool
{
    private readonly Dictionary<string, MessageDescriptor> _types = new(StringComparer.Ordinal);

    /// <param name="files">The definitions.</param>
    public TypePool(IEnumerable<FileDescriptor> files)
    {
        FileDescriptor[] known =
        [
            ErrorDetailsReflection.Descriptor, AnyReflection.Descriptor, DurationReflection.Descriptor, EmptyReflection.Descriptor,
            FieldMaskReflection.Descriptor, StructReflection.Descriptor, TimestampReflection.Descriptor, WrappersReflection.Descriptor,
        ];
        foreach (var file in files.Concat(known))
            Add(file.MessageTypes);
    }

    /// <summary>Returns a type by its full name; null if it is unknown.</summary>
    public MessageDescriptor? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>Returns a type by the URL of an <c>Any</c>, whose last segment is the name; null if it is unknown.</summary>
    public MessageDescriptor? FindByUrl(string url) => Find(url[(url.LastIndexOf('/') + 1)..]);

    private void Add(IEnumerable<MessageDescriptor> types)
    {
        foreach (var type in types)
        {
            _types.TryAdd(type.FullName, type);
            Add(type.NestedTypes);
        }
    }
}
