using GatewayKit.Plugins.GrpcJson.Descriptors;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The file with the definitions of the services.</summary>
internal static class DescriptorFile
{
    private const string Option = "descriptors";
    private const long MaxLength = 64L << 20;

    /// <summary>Reads and watches the file.</summary>
    /// <exception cref="PluginOptionsException">The file can't be read, or isn't a complete descriptor set.</exception>
    public static IReadOnlyList<FileDescriptor> Read(string file, PluginPlacement placement, IPluginFiles files)
    {
        var path = placement.ResolvePath(file);
        files.Watch(path);
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw new InvalidDataException("is larger than 64 MB");
            return DescriptorSet.Read(File.ReadAllBytes(path));
        }
        catch (InvalidDataException error)
        {
            throw new PluginOptionsException([new OptionsError(Option, $"is '{file}', which {error.Message}")]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PluginOptionsException([new OptionsError(Option, $"is '{file}', which can't be read: {error.Message}")]);
        }
    }
}
