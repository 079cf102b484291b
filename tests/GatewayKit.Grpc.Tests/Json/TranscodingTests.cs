using System.Text;
using GatewayKit.Plugins.GrpcJson.Calls;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using GatewayKit.Plugins.GrpcJson.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GatewayKit.Grpc.Tests.Json;

/// <summary>Conversions, compared with those of Google's library for generated types.</summary>
public sealed class TranscodingTests
{
    private static readonly TypePool s_types = new(DescriptorSet.Read(Descriptors.OfLibrary().ToByteArray()));
    private static readonly MessageDescriptor s_type = s_types.Find("library.v1.Everything")!;

    public static TheoryData<string> Messages =>
    [
        """{"real":1.5,"single":-2.25,"i32":-3,"i64":"-9223372036854775808","u32":4294967295,"u64":"18446744073709551615"}""",
        """{"s32":-7,"s64":"-8","f32":9,"f64":"10","sf32":-11,"sf64":"-12","flag":true,"text":"größe😀","data":"AAH/"}""",
        """{"color":"RED","inner":{"text":"a","numbers":[1,-2,300],"inner":{}},"numbers":[0,1,-1],"inners":[{},{"text":"x"}]}""",
        """{"byName":{"a":{"text":"1"},"":{}},"byNumber":{"-5":"x","0":""},"byFlag":{"true":"GREEN","false":"COLOR_UNSPECIFIED"}}""",
        """{"left":"","maybe":0,"at":"2026-01-02T03:04:05.000000006Z","lasts":"-1.5s","mask":"fooBar,a.b"}""",
        """{"right":0,"free":{"a":[1,null,{"b":true}]},"value":null,"list":["x",{}],"wrapped":"0","wrappedText":"","empty":{}}""",
        """{"any":{"@type":"type.googleapis.com/library.v1.Inner","text":"x"},"colors":["RED","GREEN"],"texts":["",""]}""",
        """{"any":{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"2026-01-01T00:00:00Z"},"@other":"x"}""",
        """{"free":{"a":{"a":1,"b":{"a":1}},"b":[{"a":1},{"a":1}]},"value":{"a":[]},"list":[{"a":1},{"a":1}],"text":"x"}""",
        """{"real":"NaN","single":"Infinity","times":["1970-01-01T00:00:00Z"],"value":{"a":1}}""",
        "{}",
    ];

    [Theory, MemberData(nameof(Messages))]
    public void Messages_are_those_of_the_library(string json)
    {
        var expected = new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(
            TypeRegistry.FromFiles(LibraryReflection.Descriptor))).Parse<Everything>(json);

        var wire = ToWire(json);

        Assert.Equal(expected, Everything.Parser.ParseFrom(wire));
        Assert.Equal(expected, Everything.Parser.ParseFrom(ToWire(ToJson(expected.ToByteArray()))));
        Assert.Equal(ToJson(expected.ToByteArray()), ToJson(wire));
    }

    [Theory]
    [InlineData("""{"i32":"5","i64":5,"u32":1e3,"f64":"2.0","color":2,"s32":-0}""")]
    [InlineData("""{"by_name":{},"wrapped_text":"x","numbers":null,"text":null,"inner":null,"at":null,"by_number":null,"maybe":null}""")]
    [InlineData("""{"color":77,"real":"1.5","nothing":null,"renamed":"x"}""")]
    [InlineData("\t{ \"text\" : \"\\u00e9\\ud83d\\ude00\" } \n")]
    public void Other_forms_are_accepted(string json)
    {
        var expected = JsonParser.Default.Parse<Everything>(json);

        Assert.Equal(expected, Everything.Parser.ParseFrom(ToWire(json)));
    }

    [Theory]
    [InlineData("""{"i64":-9223372036854775808}""", """{"i64":"-9223372036854775808"}""")]
    [InlineData("""{"u64":18446744073709551615}""", """{"u64":"18446744073709551615"}""")]
    [InlineData("""{"i32":1.50e1,"s64":0e-400,"u32":0.00,"sf64":100000000e-7}""", """{"i32":15,"u32":0,"s64":"0","sf64":"10"}""")]
    [InlineData("""{"i32":1.0000000000000000000000000000000000}""", """{"i32":1}""")]
    public void Integers_are_exact(string json, string expected) => Assert.Equal(expected, ToJson(ToWire(json)));

    [Theory]
    [InlineData("-_8", "fb,ff")]
    [InlineData("+/8=", "fb,ff")]
    [InlineData("AA", "00")]
    [InlineData("", "")]
    public void Bytes_can_have_each_alphabet_without_padding(string text, string hex)
        => Assert.Equal(
            Convert.FromHexString(hex.Replace(",", "", StringComparison.Ordinal)),
            Everything.Parser.ParseFrom(ToWire($$"""{"data":"{{text}}"}""")).Data.ToByteArray());

    [Theory]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"byName":{"a":{},"a":{}}}""")]
    [InlineData("""{"by_name":{},"byName":{}}""")]
    [InlineData("""{"left":"a","right":1}""")]
    [InlineData("""{"i32":2147483648}""")]
    [InlineData("""{"i32":1.5}""")]
    [InlineData("""{"i32":""}""")]
    [InlineData("""{"i32":" 1"}""")]
    [InlineData("""{"i32":true}""")]
    [InlineData("""{"u64":-1}""")]
    [InlineData("""{"i64":"99999999999999999999999999999999999999999"}""")]
    [InlineData("""{"i64":1e999999999}""")]
    [InlineData("""{"real":1e400}""")]
    [InlineData("""{"single":1e39}""")]
    [InlineData("""{"i64":1e-400}""")]
    [InlineData("""{"i64":1e-29}""")]
    [InlineData("""{"i32":0.99999999999999999999999999999999}""")]
    [InlineData("""{"i64":"9223372036854775807.00000000000001"}""")]
    [InlineData("""{"i64":"5\u0000"}""")]
    [InlineData("""{"real":"5\u0000"}""")]
    [InlineData("""{"color":"1\u0000"}""")]
    [InlineData("""{"byNumber":{"1":"a","01":"b"}}""")]
    [InlineData("""{"byNumber":{"1":"a","1.0":"b"}}""")]
    [InlineData("""{"real":"nan"}""")]
    [InlineData("""{"flag":"true"}""")]
    [InlineData("""{"flag":1}""")]
    [InlineData("""{"text":1}""")]
    [InlineData("""{"data":"*"}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"color":"BLUE"}""")]
    [InlineData("""{"color":1.5}""")]
    [InlineData("""{"inner":[]}""")]
    [InlineData("""{"inner":"x"}""")]
    [InlineData("""{"inners":{}}""")]
    [InlineData("""{"inners":[null]}""")]
    [InlineData("""{"texts":[null]}""")]
    [InlineData("""{"byNumber":{"x":"1"}}""")]
    [InlineData("""{"byFlag":{"1":"RED"}}""")]
    [InlineData("""{"byName":{"a":null}}""")]
    [InlineData("""{"at":"2026-02-30T00:00:00Z"}""")]
    [InlineData("""{"at":5}""")]
    [InlineData("""{"lasts":"1"}""")]
    [InlineData("""{"lasts":"999999999999s"}""")]
    [InlineData("""{"free":[]}""")]
    [InlineData("""{"free":{"a":1,"a":2}}""")]
    [InlineData("""{"free":{"a":1,"\u0061":2}}""")]
    [InlineData("""{"free":{"a":[{"b":1},{"b":1,"c":{},"b":2}]}}""")]
    [InlineData("""{"value":{"a":{"b":1,"b":1}}}""")]
    [InlineData("""{"list":[[{"a":1,"a":1}]]}""")]
    [InlineData("""{"any":{"@type":"google.protobuf.Struct","value":{"a":1,"a":1}}}""")]
    [InlineData("""{"free":{"a":1e400}}""")]
    [InlineData("""{"value":"\ud800"}""")]
    [InlineData("""{"at":"\ud800"}""")]
    [InlineData("""{"any":{"text":"x"}}""")]
    [InlineData("""{"any":{"@type":"type.googleapis.com/no.Type"}}""")]
    [InlineData("""{"any":{"@type":"library.v1.Inner","@type":"library.v1.Inner"}}""")]
    [InlineData("""{"any":{"@type":"google.protobuf.Duration"}}""")]
    [InlineData("""{"any":{"@type":"google.protobuf.Duration","value":"1s","more":1}}""")]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"text":"a"} x""")]
    [InlineData("""{"text":"a",}""")]
    [InlineData("""{"text":"a"}{}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData(" ")]
    public void Invalid_messages_are_rejected(string json) => Assert.Throws<TranscodingException>(() => ToWire(json));

    [Fact]
    public void Bytes_that_are_not_text_are_rejected()
        => Assert.Throws<TranscodingException>(() => ToWire([.. "{\"text\":\""u8, 0xC3, .. "\"}"u8]));

    [Theory]
    [InlineData("7a")] // a length without content
    [InlineData("7201ff")] // a text that isn't UTF-8
    [InlineData("ffffffffffffffffffff01")] // a number without an end
    [InlineData("00")] // the field 0
    [InlineData("0f")] // an unknown type
    [InlineData("0c")] // the end of a group that hasn't begun
    [InlineData("0b")] // a group without an end
    [InlineData("92010180")] // a packed number without an end
    [InlineData("d2010a08ffffffffffffffff7f")] // a time out of range
    public void Invalid_bytes_are_rejected(string hex)
        => Assert.Throws<TranscodingException>(() => ToJson(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("180518071809", """{"i32":9}""")] // the last value counts
    [InlineData("8a01030a01618a01021003", """{"inner":{"text":"a","numbers":[3]}}""")] // parts are merged
    [InlineData("9001019001029201020304", """{"numbers":[1,2,3,4]}""")] // packed or not
    [InlineData("b83e01bb3e1801bc3e", "{}")] // unknown fields and groups are dropped
    [InlineData("720161180170ff01", """{"i32":1,"text":"a"}""")] // a value of another type is dropped
    public void Bytes_in_other_forms_are_accepted(string hex, string expected)
        => Assert.Equal(expected, ToJson(Convert.FromHexString(hex)));

    [Fact]
    public void A_deep_message_is_rejected()
    {
        byte[] wire = [];
        for (var i = 0; i < 70; i++)
            wire = [0x1A, .. LengthOf(wire), .. wire];

        Assert.Throws<TranscodingException>(() => ToJson([0x8A, 0x01, .. LengthOf(wire), .. wire]));
    }

    [Fact]
    public void A_long_message_has_a_limit()
    {
        var json = Encoding.UTF8.GetBytes($$$"""{"inner":{"text":"{{{new string('x', 300)}}}"}}""");

        var converter = new JsonToWire(s_types, new JsonRules());

        Assert.Throws<TranscodingException>(() => converter.WriteMessage(json, s_type, new WireBuffer(200)));
        Assert.Throws<TranscodingException>(() => converter.WriteMessage(json, s_type, new WireBuffer(303)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Values_are_found_across_reads(int length)
    {
        var text = """ [ {"a":"]}\"\\"}, [1,[2]] ,"x, y", 12 , null] """;
        var values = new List<string>();
        await using var stream = new Collector(new MemoryStream(Encoding.UTF8.GetBytes(text)), length, values);
        while (await stream.ReadAsync(new byte[1], CancellationToken.None) > 0)
        {
        }

        Assert.Equal(["""{"a":"]}\"\\"}""", "[1,[2]]", "\"x, y\"", "12", "null"], values);
    }

    private static byte[] LengthOf(byte[] content)
        => content.Length < 128 ? [(byte)content.Length] : [(byte)(content.Length | 0x80), (byte)(content.Length >> 7)];

    private static byte[] ToWire(string json) => ToWire(Encoding.UTF8.GetBytes(json));

    private static byte[] ToWire(byte[] json)
    {
        var output = new WireBuffer(1 << 20);
        new JsonToWire(s_types, new JsonRules()).WriteMessage(json, s_type, output);
        return output.Written.ToArray();
    }

    private static string ToJson(byte[] wire)
    {
        var output = new LimitedOutput(1 << 20);
        using (var json = new System.Text.Json.Utf8JsonWriter(output))
            new WireToJson(s_types, new JsonRules()).Write(wire, s_type, null, json);
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    /// <summary>Collects the values of a stream that returns few bytes at once.</summary>
    private sealed class Collector(MemoryStream inner, int length, List<string> values) : ConvertedStream(new Short(inner, length), 1000)
    {
        private readonly JsonValues _values = new();

        protected override bool TryConvert(ReadOnlySpan<byte> received, bool isLast, out int consumed, out ReadOnlyMemory<byte> output)
        {
            output = default;
            if (!_values.TryFind(received, isLast, out var value))
            {
                consumed = _values.Skip();
                return false;
            }

            values.Add(Encoding.UTF8.GetString(received[value]));
            consumed = value.End.Value;
            return true;
        }

        protected override Exception TooLarge() => new InvalidDataException();
    }

    private sealed class Short(MemoryStream inner, int length) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
            => inner.ReadAsync(buffer[..Math.Min(buffer.Length, length)], cancellationToken);
    }
}
