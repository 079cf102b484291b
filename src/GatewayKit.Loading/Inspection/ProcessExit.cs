using System.Reflection.Metadata;

namespace GatewayKit.Loading.Inspection;

/// <summary>Finds references to members that terminate the process and with it all requests of the gateway.</summary>
internal static class ProcessExit
{
    /// <returns>The members of <see cref="Environment"/> that an assembly references, such as <c>Environment.Exit</c>.</returns>
    public static IEnumerable<string> Find(MetadataReader metadata)
        => metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && IsEnvironment(metadata, (TypeReferenceHandle)member.Parent))
            .Select(member => metadata.GetString(member.Name))
            .Where(name => name is nameof(Environment.Exit) or nameof(Environment.FailFast))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"{nameof(Environment)}.{name}");

    private static bool IsEnvironment(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.StringComparer.Equals(type.Name, nameof(Environment))
            && metadata.StringComparer.Equals(type.Namespace, nameof(System));
    }
}
