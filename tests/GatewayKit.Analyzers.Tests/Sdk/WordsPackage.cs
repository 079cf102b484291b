using System.IO.Compression;
using System.Text;
using GatewayKit.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace GatewayKit.Analyzers.Tests.Sdk;

/// <summary>A package with a library that a plugin uses, compiled and zipped here, because the SDK takes seconds for it.</summary>
internal static class WordsPackage
{
    private const string Code = """
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        namespace Words;
        public static class Word { public static string Greeting => "hello"; }
        """;

    private const string Manifest = """
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>Words</id>
            <version>1.0.0</version>
            <authors>Words</authors>
            <description>Words.</description>
            <dependencies><group targetFramework="net10.0" /></dependencies>
          </metadata>
        </package>
        """;

    /// <summary>Writes the package to a folder.</summary>
    public static void WriteTo(string folder)
    {
        using var package = ZipFile.Open(Path.Combine(folder, "Words.1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var manifest = package.CreateEntry("Words.nuspec").Open())
            manifest.Write(Encoding.UTF8.GetBytes(Manifest));
        using var image = new MemoryStream();
        var result = PluginCode.Create(Code, withContract: false).Project
            .WithAssemblyName("Words").GetCompilationAsync().GetAwaiter().GetResult()!.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        using var library = package.CreateEntry("lib/net10.0/Words.dll").Open();
        library.Write(image.ToArray());
    }
}
