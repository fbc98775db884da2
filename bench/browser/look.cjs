// Renders texts in Chromium and reports what is in them. Run by `python -m bench.browser`; reads a task, prints JSON.
const fs = require('fs'), path = require('path')
const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const engine = name => require(path.join(task.engines, 'node_modules', name))
const { chromium } = engine('playwright-core')
const MarkdownIt = engine('markdown-it')
const mermaidCode = fs.readFileSync(path.join(task.engines, 'node_modules/mermaid/dist/mermaid.min.js'), 'utf8')

const md = new MarkdownIt({ html: true, linkify: true })
md.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: false }) // as Obsidian has it: what has a scheme is a link
md.inline.ruler.before('link', 'wiki', (state, silent) => { // [[Note]] and [[Note|shown]], which show plain text
  const found = /^\[\[([^\[\]|\n]+?)(?:\\?\|([^\[\]|\n]*))?\]\]/.exec(state.src.slice(state.pos))
  if (!found) return false
  if (!silent) {
    state.push('link_open', 'a', 1).attrs = [['href', '#']]
    state.push('text', '', 0).content = found[2] || found[1]
    state.push('link_close', 'a', -1)
  }
  state.pos += found[0].length
  return true
})
const ALLOWED = ['H1', 'H2', 'H3', 'P', 'UL', 'LI', 'STRONG', 'EM', 'CODE', 'PRE', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'A', 'BR']
const ALLOWED_SVG = ['svg', 'g', 'path', 'rect', 'line', 'circle', 'polygon', 'polyline', 'marker', 'defs', 'text', 'tspan', 'title', 'desc', 'style', 'foreignObject', 'DIV', 'SPAN', 'filter', 'feDropShadow', 'linearGradient', 'stop', 'ellipse']
const CODE = ['[-]', '[>]', 'netvault check']

// In the page: what an element has that acts.
function inspect([allowed, code]) {
  const wrong = [], all = [...document.getElementById('shown').querySelectorAll('*')]
  for (const one of all) {
    if (!allowed.includes(one.tagName)) wrong.push(`element ${one.tagName}: ${one.outerHTML.slice(0, 160)}`)
    const picture = one.tagName === 'IMG' && /^[a-z-]+\.svg$/.test(one.getAttribute('src'))
    if (picture) wrong.pop()
    for (const { name, value } of one.attributes) {
      if (picture && name === 'src') continue
      if (/^on/i.test(name) || ['src', 'srcset', 'srcdoc', 'action', 'formaction', 'data', 'background', 'poster', 'ping'].includes(name)) wrong.push(`attribute ${name}=${value.slice(0, 80)}`)
      if (/href$/i.test(name) && !/^mailto:[\w.+-]+@[\w.-]+$/.test(value) && !/^#/.test(value)) wrong.push(`address ${value.slice(0, 120)}`)
      if (name === 'style' && /url|import|expression/i.test(value)) wrong.push(`style ${value.slice(0, 120)}`)
    }
    if (code && one.tagName === 'CODE' && !one.className && !code.includes(one.textContent)) wrong.push(`code ${one.textContent.slice(0, 80)}`)
  }
  return { wrong, count: all.length }
}

async function main() {
  const browser = await chromium.launchPersistentContext(task.profile, {
    executablePath: task.chromium, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const page = await browser.newPage()
  let acts = []
  page.on('dialog', dialog => { acts.push(`dialog ${dialog.message()}`); dialog.dismiss().catch(() => {}) })
  page.on('popup', popup => { acts.push('popup'); popup.close().catch(() => {}) })
  page.on('framenavigated', frame => { if (frame.url() !== 'http://looking.invalid/') acts.push(`navigation ${frame.url().slice(0, 120)}`) })
  await browser.route('**/*', route => {
    const url = route.request().url()
    if (url === 'http://looking.invalid/') return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><meta charset=utf-8><div id=shown></div>' })
    if (!/^http:\/\/looking\.invalid\/(favicon\.ico|[a-z-]+\.svg)$/.test(url)) acts.push(`request ${url.slice(0, 160)}`)
    return route.abort()
  })
  const fresh = async () => { await page.goto('http://looking.invalid/'); acts = [] }
  const put = html => page.evaluate(html => {
    const shown = document.getElementById('shown')
    shown.innerHTML = html
    for (const old of shown.querySelectorAll('script')) { const made = document.createElement('script'); made.textContent = old.textContent; if (old.src) made.src = old.src; old.replaceWith(made) }
  }, html)

  const outputs = {}
  for (const { path: name, text } of task.outputs) {
    await fresh()
    const wrong = []
    let elements = 0, pictures = 0
    if (name.endsWith('.md')) {
      const tokens = md.parse(text, {})
      const fences = tokens.filter(token => token.type === 'fence')
      for (const token of tokens) {
        if (token.type === 'html_block' && !/^(<!-- netvault:(begin [a-z-]+ v1 \d{4}-\d\d-\d\d [0-9a-f]{12}|end [a-z-]+) -->\s*)+$/.test(token.content)) wrong.push(`html ${token.content.slice(0, 120)}`)
        for (const inner of token.children || []) if (inner.type === 'html_inline') wrong.push(`html ${inner.content.slice(0, 120)}`)
        if (token.type === 'fence' && token.info !== 'mermaid' || token.type === 'code_block') wrong.push(`code block ${token.info} ${token.content.slice(0, 80)}`)
      }
      await put(md.render(text))
      await page.waitForTimeout(50)
      const seen = await page.evaluate(inspect, [ALLOWED, CODE])
      wrong.push(...seen.wrong)
      elements = seen.count
      for (const fence of fences) {
        pictures++
        await fresh()
        await page.addScriptTag({ content: mermaidCode })
        const failed = await page.evaluate(async ([code, loose]) => {
          window.mermaid.initialize({ startOnLoad: false, securityLevel: loose, maxTextSize: 500000, maxEdges: 5000 })
          try {
            const { svg, bindFunctions } = await window.mermaid.render('picture', code)
            const shown = document.getElementById('shown')
            shown.innerHTML = svg
            if (bindFunctions) bindFunctions(shown)
            for (const one of shown.querySelectorAll('.node')) one.dispatchEvent(new MouseEvent('click', { bubbles: true }))
            const names = [...code.matchAll(/^  [pn]\d+\[/gm)].length
            return shown.querySelectorAll('.node').length === names ? '' : `${shown.querySelectorAll('.node').length} nodes of ${names}`
          } catch (error) { return String(error).slice(0, 300) }
        }, [fence.content, 'loose'])
        if (failed) wrong.push(`mermaid: ${failed}`)
        const drawn = await page.evaluate(inspect, [[...ALLOWED, ...ALLOWED_SVG], null])
        wrong.push(...drawn.wrong)
        elements += drawn.count
      }
    } else if (name.endsWith('.svg') || name.endsWith('.html')) {
      pictures++
      await put(text)
      await page.waitForTimeout(50)
      const drawn = await page.evaluate(inspect, [[...ALLOWED_SVG.filter(tag => tag !== 'foreignObject'), 'a'], null])
      wrong.push(...drawn.wrong)
      elements = drawn.count
    }
    outputs[name] = { wrong: [...wrong, ...acts], elements, pictures }
  }
  let rawActive = 0
  for (const text of task.raw) {
    await fresh()
    try {
      await put(md.render(text))
      await page.waitForTimeout(20)
      const seen = await page.evaluate(inspect, [['P', 'BR'], null])
      if (seen.wrong.length || acts.length) rawActive++
    } catch (error) { rawActive++ }
  }
  await browser.close()
  process.stdout.write(JSON.stringify({ outputs, raw: task.raw.length, rawActive }))
}
main().catch(error => { console.error(error); process.exit(1) })
