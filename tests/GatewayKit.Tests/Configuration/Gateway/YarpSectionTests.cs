using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Configuration.Gateway;

public class YarpSectionTests
{
    public static TheoryData<string> Sections => new(YarpSections.All);

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_ReverseProxy_section_binds_to_what_YARP_reads(string json)
    {
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var errors = new ConfigErrors();
        var ours = GatewayConfigBinder.Bind(ConfigDocument.Read(section, "GatewayKit", errors)!, errors);
        AssertSame(Yarp(section), ours, errors);
    }

    // IConfiguration turns a JSON true into the text "True", which the strings of a transform keep.
    [Theory]
    [MemberData(nameof(Sections))]
    public void The_same_text_as_a_file_binds_to_what_YARP_reads(string json)
    {
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var (ours, errors) = Documents.Bind(json.Replace(": true", ": \"True\"", StringComparison.Ordinal), "gateway.json");
        AssertSame(Yarp(section), ours, errors);
    }

    private static IProxyConfig Yarp(IConfiguration section)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddReverseProxy().LoadFromConfig(section);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IProxyConfigProvider>().GetConfig();
    }

    // RouteConfig's own equality leaves the body size out.
    private static void AssertSame(IProxyConfig yarp, GatewayConfig? ours, ConfigErrors errors)
    {
        Assert.Empty(errors.Items.Select(e => e.ToString()));
        Assert.Equal(yarp.Routes.OrderBy(r => r.RouteId), ours!.Routes.Values.Select(r => r.Route).OrderBy(r => r.RouteId));
        Assert.Equal(yarp.Routes.OrderBy(r => r.RouteId).Select(r => r.MaxRequestBodySize),
            ours.Routes.Values.Select(r => r.Route).OrderBy(r => r.RouteId).Select(r => r.MaxRequestBodySize));
        Assert.Equal(yarp.Clusters.OrderBy(c => c.ClusterId), ours.Clusters.Values.Select(c => c.Cluster).OrderBy(c => c.ClusterId));
    }
}
