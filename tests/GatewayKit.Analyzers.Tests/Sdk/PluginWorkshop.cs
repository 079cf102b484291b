using System.Reflection;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Sdk;

/// <summary>A folder far from this repository with a feed of the packed SDK and contract, a library and a plugin that uses it.</summary>
internal sealed class PluginWorkshop : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gatewaykit-sdk-").FullName;

    public PluginWorkshop()
    {
        // No source but the feed: everything else that a plugin is built from comes with the SDK.
        Write("nuget.config",
            """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");
        WordsPackage.WriteTo(Directory.CreateDirectory(PathOf("feed")).FullName);
        Write("Hello/Hello.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GatewayKit.PluginSdk" Version="1.0.0-*" />
                <PackageReference Include="Words" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);
        Write("Hello/HelloPlugin.cs", """
            using GatewayKit;
            using Microsoft.AspNetCore.Http;

            [GatewayPlugin<NoOptions>("hello", PluginStage.Origin)]
            public sealed class HelloPlugin : IRequestHook
            {
                public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
                {
                    Thread.Sleep(1);
                    context.Http.Response.Headers.Server = Words.Word.Greeting;
                    return HookResult.Continue;
                }
            }
            """);
    }

    public string PathOf(string path) => Path.Combine(_root, path);

    public IEnumerable<string> Files(string folder)
        => Directory.EnumerateFileSystemEntries(PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(PathOf(folder), f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public Task<string> RunAsync(string folder, params string[] arguments)
        => new DotnetCommand(PathOf(folder), PathOf("packages")).RunAsync(arguments);

    /// <summary>Packs a project of this repository as it was built.</summary>
    public Task PackAsync(string project)
    {
        var configuration = typeof(PluginWorkshop).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return RunAsync("", "pack", Path.Combine(Repository.Root, "src", project), "--no-build", "-c", configuration,
            "-o", PathOf("feed"), $"-p:NuspecOutputPath={PathOf("nuspec/" + project)}/");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }
}
