using System.Diagnostics;
using System.Text;
using GatewayKit.OpenApi.Content;
using GatewayKit.Tests.Shared;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Whatever a client sends is read or refused: never an exception, never for long.</summary>
public sealed class HostileRequestTests
{
    private static readonly int s_mutants = Cases.Of(1_000);

    private const string Pet = """
        {"type":"object","required":["name"],"properties":{"name":{"type":["string","null"],"maxLength":20},"age":{"type":"integer","xml":{"attribute":true}},"tags":{"type":"array","items":{"type":"string"},"xml":{"wrapped":true}},
         "owner":{"$ref":"#/schema"},"photo":{"type":"string","format":"byte"},"kind":{"oneOf":[{"type":"integer"},{"enum":["a",true]},{"type":"array","items":{"type":"number"}}]}}}
        """;

    private static readonly string[] s_contentTypes =
        ["application/json", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b", "application/xml", "text/plain; charset=utf-8", "application/octet-stream"];

    private static readonly byte[][] s_bodies =
    [
        """{"name":"Rex","age":3,"tags":["a","b"],"owner":{"name":"\ud83d\ude00"}}"""u8.ToArray(),
        "name=Rex&age=3&tags=a&tags=b&owner=%7B%22name%22%3A%22x%22%7D&kind[]=1&owner[name]=x"u8.ToArray(),
        [
            .. "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nRex\r\n--b\r\n"u8,
            .. "Content-Disposition: form-data; name=photo; filename=a\r\nContent-Type: image/png\r\n\r\nAAAA\r\n--b--\r\n"u8,
        ],
        """<?xml version="1.0" encoding="UTF-8"?><pet age="3"><name>Rex</name><tags><tags>a</tags></tags><owner><name>&lt;x&#65;</name></owner><!-- c --><![CDATA[x]]></pet>"""u8.ToArray(),
        "Rex"u8.ToArray(),
        [0, 1, 2, 255],
    ];

    private static readonly RequestValidator s_validator = new(
        Api.Taking([.. s_contentTypes.Select(contentType => Api.Media(contentType.Split(';')[0], Pet))]) with
        {
            Parameters =
            [
                Api.Parameter(ParameterLocation.Path,
                    ParameterStyle.Matrix, explode: true, """{"type":"array","items":{"type":"integer"}}""", "path"),
                Api.Parameter(ParameterLocation.Path, ParameterStyle.Label, explode: true, """{"type":"object"}""", "label"),
                Api.Parameter(ParameterLocation.Query, ParameterStyle.DeepObject, explode: true, Pet, "deep"),
                Api.Parameter(ParameterLocation.Query,
                    ParameterStyle.Form, explode: true, """{"type":["integer","string","null","array"]}""", "any"),
                Api.Parameter(ParameterLocation.Query, ParameterStyle.PipeDelimited, explode: false, """{"type":"array"}""", "pipes"),
                Api.Query("true", "json") with { Content = Api.Media("application/json", Pet) },
                Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode: true, """{"type":"object"}""", "X-Object"),
                Api.Parameter(ParameterLocation.Cookie, ParameterStyle.Form, explode: false, """{"type":"array"}""", "cookie"),
            ],
        },
        new RequestValidationOptions { UnknownParameters = UnknownParameters.Report, ReportReadOnly = true });

    [Fact]
    [Trait("Cases", "Generated")]
    public void Mutants_are_read_or_refused_within_seconds()
    {
        var random = new Random(20240601);
        var watch = Stopwatch.StartNew();
        var read = 0;
        for (var i = 0; i < s_mutants; i++)
        {
            var kind = random.Next(s_contentTypes.Length);
            var request = new ApiRequest
            {
                Method = "POST",
                Path = "/",
                Query = Mutated(random, "deep[name]=a&deep[tags][]=b&any=1&pipes=a|b%7Cc&json=%7B%22name%22%3Anull%7D&more=1"),
                Headers = [new("Content-Type", random.Next(4) == 0 ? Mutated(random, s_contentTypes[kind]) : s_contentTypes[kind]),
                    new("X-Object", Mutated(random, "R=1, G=2")), new("Cookie", Mutated(random, "a=b; cookie=\"x,y%20\""))],
                Body = Mutated(random, s_bodies[kind]),
            };

            var reading = s_validator.Validate(
                request, [new("path", Mutated(random, ";path=1;path=2")), new("label", Mutated(random, ".R=1.G=2"))]);

            Assert.InRange(reading.Violations.Count, 0, 100);
            read += reading.Body is null ? 0 : 1;
        }
        Assert.InRange(read, 1, s_mutants - 1);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("application/json", "[", 1_000_000)]
    [InlineData("application/json", "{\"a\":", 1_000_000)]
    [InlineData("application/xml", "<a>", 1_000_000)]
    [InlineData("application/xml", "<a/>", 1_000_000)]
    [InlineData("application/x-www-form-urlencoded", "a=1&", 1_000_000)]
    [InlineData("application/x-www-form-urlencoded", "a[a]", 1_000_000)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\n", 500_000)]
    [InlineData("multipart/form-data; boundary=b", "\r\n--b", 1_000_000)]
    public void What_is_repeated_without_end_is_refused(string contentType, string piece, int count)
    {
        var body = Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, piece, count).ToString());

        Assert.Equal("syntax", Assert.Single(Read(contentType, body).Violations).Code);
    }

    [Fact]
    public void Entities_are_never_expanded()
    {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++)
            laughs.Append($"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">");
        laughs.Append("]><a>&a29;</a>");

        Assert.Equal("syntax", Assert.Single(Read("application/xml", Encoding.UTF8.GetBytes(laughs.ToString())).Violations).Code);
    }

    [Fact]
    public void Many_different_names_cost_linear_time()
    {
        var xml = "<a>" + string.Concat(Enumerable.Range(0, 49_000).Select(i => $"<n{i}/>")) + "</a>";

        Assert.Equal("required", Assert.Single(Read("application/xml", Encoding.UTF8.GetBytes(xml)).Violations).Code);
    }

    [Fact]
    public void A_valid_request_costs_little()
    {
        var operation = Api.Operation(Api.Query("""{"type":"integer"}""", "limit"), Api.Query("""{"type":"string"}""", "name"));
        var validator = new RequestValidator(operation);
        var request = new ApiRequest { Method = "GET", Path = "/", Query = "limit=10&name=Rex" };
        Assert.True(validator.Validate(request, []).IsValid);

        Assert.InRange(AllocatedBytes.Of(() => validator.Validate(request, [])), 1, 2500);
    }

    private static RequestReading Read(string contentType, byte[] body)
        => Api.ReadBody(Api.Media(contentType.Split(';')[0], Pet), body, contentType);

    private static byte[] Mutated(Random random, byte[] bytes)
    {
        var mutant = bytes.ToList();
        for (var i = random.Next(6); i > 0; i--)
        {
            var place = random.Next(mutant.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    mutant.Insert(place, (byte)random.Next(256));
                    break;
                case 1 when place < mutant.Count:
                    mutant.RemoveAt(place);
                    break;
                case 2 when place < mutant.Count:
                    mutant[place] = (byte)random.Next(256);
                    break;
                default:
                    mutant.InsertRange(place, mutant.Skip(random.Next(mutant.Count + 1)).Take(random.Next(30)).ToArray());
                    break;
            }
        }
        return [.. mutant];
    }

    /// <summary>Bytes as characters; now and then half a surrogate pair.</summary>
    private static string Mutated(Random random, string text)
        => Encoding.Latin1.GetString(Mutated(random, Encoding.Latin1.GetBytes(text))) + (random.Next(50) == 0 ? "\ud800" : "");
}
