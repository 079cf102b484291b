using System.Reflection.Metadata;

namespace GatewayKit.Loading.Inspection;

internal static class MetadataSweep
{
    public static void Run(MetadataReader metadata)
    {
    }
}
