using System.Text;
using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>An exchange, and what was seen of it through each forwarder.</summary>
internal sealed record ExchangeDifference(ExchangeSpec Exchange, string Yarp, string Auto)
{
    private const int LongestLine = 400;

    public bool IsNone => Yarp == Auto;

    /// <summary>Shows the exchange and the lines that differ.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Exchange).Append("\n=== differences\n");
        var (yarp, auto) = (Yarp.Split('\n'), Auto.Split('\n'));
        foreach (var line in yarp.Except(auto))
            text.Append("yarp: ").Append(Short(line)).Append('\n');
        foreach (var line in auto.Except(yarp))
            text.Append("auto: ").Append(Short(line)).Append('\n');
        return text.ToString();
    }

    private static string Short(string line) => ExchangeSpec.Show(line.Length > LongestLine ? line[..LongestLine] + "..." : line);
}
