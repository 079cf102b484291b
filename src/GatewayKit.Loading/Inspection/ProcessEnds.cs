using System.Reflection.Metadata;

namespace GatewayKit.Loading.Inspection;

/// <summary>Finds what would end the gateway's process, and with it everybody's requests.</summary>
internal static class ProcessEnds
{
    /// <returns>The members of <see cref="Environment"/> that an assembly refers to, such as <c>Environment.Exit</c>.</returns>
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
        return metadata.StringComparer.Equals(type.Name, nameof(Environment)) && metadata.StringComparer.Equals(type.Namespace, nameof(System));
    }
}
